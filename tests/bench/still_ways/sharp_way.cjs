// A still pack by sharp, all outputs at once: node sharp_way.cjs MASTER OUT PACK QUALITY
const sharp = require('sharp');

const [master, out, pack, quality] = process.argv.slice(2);
const settings = {
  jpeg: { quality: Number(quality), chromaSubsampling: '4:2:0', optimiseCoding: false }, // as the others do by default
  webp: { quality: Number(quality) },
  png: {},
};

Promise.all(
  JSON.parse(pack).map(({ name, width, height, format }) =>
    sharp(master)
      .autoOrient()
      .resize(width, height, { fit: 'cover', position: 'centre' })
      .toFormat(format, settings[format])
      .toFile(`${out}/${name}`),
  ),
).catch((error) => {
  console.error(error);
  process.exit(1);
});
