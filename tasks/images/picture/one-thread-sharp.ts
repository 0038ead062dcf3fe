import sharp from 'sharp';

/**
 * sharp as every task uses it. Jobs run side by side, one thread each: that gives more pictures a second than many
 * threads on one picture. libvips's cache cannot help where no picture comes twice.
 */
sharp.cache(false);
sharp.concurrency(1);

export { sharp };
