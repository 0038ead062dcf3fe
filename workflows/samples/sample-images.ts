import sharp, { type Exif, type Sharp } from 'sharp';
import { landscape } from './landscape.ts';

/** One file of `workflows/samples/images`, as `make-sample-images.ts` writes it. */
export interface SampleImage {
  readonly name: string;
  /** What it shows of the workflow. */
  readonly shows: string;
  readonly encode: () => Promise<Buffer>;
}

/** Small, drawn by this program, and each a case of its own; the last two fail, and are meant to. */
export const sampleImages: readonly SampleImage[] = [
  {
    name: 'harbour-at-dawn.jpg',
    shows: 'a photo with camera, moment and place',
    encode: () =>
      draw({ width: 1600, height: 1200, hue: 28, seed: 1 })
        .withExif(
          camera('2026:05:17 06:12:40', '+01:00', place('38/1 42/1 2850/100', 'N', '9/1 8/1 2150/100', 'W')),
        )
        .jpeg({ quality: 62 })
        .toBuffer(),
  },
  {
    name: 'held-upright.jpg',
    shows: 'stored on its side with EXIF orientation 6; south and west',
    encode: async () => {
      const sideways = draw({ width: 900, height: 1200, hue: 200, seed: 2 }).rotate(-90);
      return sharp(await sideways.png().toBuffer())
        .withExif(
          camera('2026:02:03 17:45:09', '-03:00', place('22/1 57/1 600/100', 'S', '43/1 12/1 3860/100', 'W')),
        )
        .withMetadata({ orientation: 6 })
        .jpeg({ quality: 62 })
        .toBuffer();
    },
  },
  {
    name: 'evening-panorama.webp',
    shows: 'a type that Rekognition does not take: labels are skipped with the reason',
    encode: () => draw({ width: 1200, height: 400, hue: 320, seed: 3 }).webp({ quality: 50 }).toBuffer(),
  },
  {
    name: 'badge with spaces+plus.png',
    shows: 'transparency, and a name that careless decoding of keys breaks',
    encode: () => badge(320).png({ palette: true }).toBuffer(),
  },
  {
    name: 'favicon.png',
    shows: 'too small for Rekognition, and never enlarged',
    encode: () => badge(48).png().toBuffer(),
  },
  {
    name: 'blinking-light.gif',
    shows: 'an animation, of which the first frame counts',
    encode: async () => {
      const frames = [130, 10].map((hue) => draw({ width: 160, height: 120, hue, seed: 4 }).png().toBuffer());
      return sharp(await Promise.all(frames), { join: { animated: true } })
        .gif({ delay: 500, colours: 32 })
        .toBuffer();
    },
  },
  {
    name: 'shopping-list.jpg',
    shows: 'fails with UnsupportedType: it is text, whatever its name says',
    encode: async () => Buffer.from('Milk, bread, a bag of apples.\nNo picture in sight.\n'),
  },
  {
    name: 'lost-connection.jpg',
    shows: 'fails with CorruptImage: the upload was cut short',
    encode: async () => {
      const whole = await draw({ width: 640, height: 480, hue: 90, seed: 5 })
        .jpeg({ quality: 60 })
        .toBuffer();
      return whole.subarray(0, Math.floor(whole.length / 2));
    },
  },
];

function draw(settings: Parameters<typeof landscape>[0]): Sharp {
  return sharp(Buffer.from(landscape(settings))).flatten();
}

function badge(side: number): Sharp {
  const svg = `<svg width="${side}" height="${side}" viewBox="0 0 100 100">
    <circle cx="50" cy="50" r="46" fill="#16697a"/><circle cx="50" cy="50" r="34" fill="#ffa62b" opacity="0.9"/>
    <path d="M28 52 L44 68 L74 34" fill="none" stroke="#fff" stroke-width="9"/></svg>`;
  return sharp(Buffer.from(svg));
}

function camera(takenAt: string, offset: string, gps: NonNullable<Exif['IFD3']>): Exif {
  return {
    IFD0: { Make: 'Stateyard', Model: 'Sample Camera' },
    IFD2: { DateTimeOriginal: takenAt, OffsetTimeOriginal: offset },
    IFD3: gps,
  };
}

function place(latitude: string, northOrSouth: string, longitude: string, eastOrWest: string) {
  return {
    GPSLatitude: latitude,
    GPSLatitudeRef: northOrSouth,
    GPSLongitude: longitude,
    GPSLongitudeRef: eastOrWest,
  };
}
