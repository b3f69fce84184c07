import { registerPictureField } from '#directory/web/index.ts';
import { registerRefusals } from '#platform/web/refusals.ts';
import { PictureField } from './PictureField.tsx';
import { refusals } from './refusals.ts';

export { Attachments } from './Attachments.tsx';
export { ChosenFiles } from './ChosenFiles.tsx';
export { type Chosen, choose, fileMax, renewed } from './choosing.ts';
export { FileIcon } from './FileIcon.tsx';
export { filePath } from './paths.ts';
export { UploadProgress } from './UploadProgress.tsx';
export { bringWaiting, GivenUp, giveUpWaiting } from './uploads.ts';
export { isShown } from './isShown.ts';
export { useSaid } from './useSaid.ts';
export { recordedVoice } from './voice/recordedVoice.ts';
export { peaksOf } from '../model/voice.ts';
export { lengthOf } from './voice/lengthOf.ts';
export { registerNextVoice } from './voice/playing.ts';
export { Viewer } from './ViewerLater.tsx';

registerRefusals(refusals);
registerPictureField(PictureField);
