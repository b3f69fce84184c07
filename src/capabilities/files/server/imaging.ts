import sharp from 'sharp';

// The library knows dozens of formats, among them some that read other files. Only what we take may be loaded.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Nsgif'].flatMap((format) => [
    `VipsForeignLoad${format}Buffer`,
    `VipsForeignLoad${format}File`,
  ]),
});
sharp.cache(false);
// Pictures wait for their turn; one of them must not take every core.
sharp.concurrency(1);

/** The image library, with four decoders and nothing else. */
export { sharp };
