import { registerPictureField } from '#directory/web/index.ts';
import { registerRefusals } from '#platform/web/refusals.ts';
import { PictureField } from './PictureField.tsx';
import { refusals } from './refusals.ts';

registerRefusals(refusals);
registerPictureField(PictureField);
