/** Pictures made easier to read: smaller, or squeezed along bars; plain arithmetic on pixels, quicker than a canvas. */

/** Pixels as a canvas has them: four bytes each, red, green, blue, alpha. */
export interface Picture {
  readonly data: Uint8ClampedArray<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}

/** Green stands for brightness: nearly the whole of it, and no sum to be made for every pixel. */
const GREEN = 1;
const BYTES = 4;
const OPAQUE = 0xff000000;
/** Brightness times this is the same grey in red, green and blue. */
const GREY = 0x010101;

/** Half as wide and high, each pixel the mean of four: a quarter of the work, and half the noise. */
export function halved({ data, width, height }: Picture): Picture {
  const [newWidth, newHeight] = [width >> 1, height >> 1];
  const grey = new Uint32Array(newWidth * newHeight);
  const row = width * BYTES;
  for (let y = 0, at = 0; y < newHeight; y += 1) {
    let from = 2 * y * row + GREEN;
    for (let x = 0; x < newWidth; x += 1, at += 1, from += 2 * BYTES) {
      const top = light(data, from) + light(data, from + BYTES);
      const bottom = light(data, from + row) + light(data, from + row + BYTES);
      grey[at] = OPAQUE | (((top + bottom) >> 2) * GREY);
    }
  }
  return fromGrey(grey, newWidth, newHeight);
}

/** Two thirds as wide and high: three by three pixels become two by two, each with its share of its neighbours. */
export function twoThirds({ data, width, height }: Picture): Picture {
  const [newWidth, newHeight] = [2 * Math.floor(width / 3), 2 * Math.floor(height / 3)];
  const grey = new Uint32Array(newWidth * newHeight);
  const row = width * BYTES;
  for (let y = 0; y < newHeight; y += 2) {
    let from = (y / 2) * 3 * row + GREEN;
    for (let x = 0, at = y * newWidth; x < newWidth; x += 2, at += 2, from += 3 * BYTES) {
      const [left, right] = [from, from + 2 * BYTES];
      const top = light(data, from + BYTES);
      const middle = light(data, from + row + BYTES);
      const bottom = light(data, from + 2 * row + BYTES);
      const [besideLeft, besideRight] = [light(data, left + row), light(data, right + row)];
      grey[at] = ninth(4 * light(data, left) + 2 * (top + besideLeft) + middle);
      grey[at + 1] = ninth(4 * light(data, right) + 2 * (top + besideRight) + middle);
      grey[at + newWidth] = ninth(4 * light(data, left + 2 * row) + 2 * (bottom + besideLeft) + middle);
      grey[at + newWidth + 1] = ninth(4 * light(data, right + 2 * row) + 2 * (bottom + besideRight) + middle);
    }
  }
  return fromGrey(grey, newWidth, newHeight);
}

/** So many rows become one. */
const SQUEEZED_ROWS = 4;

/**
 * Turned back by so many degrees about its middle and then squeezed to a quarter of its height: bars that stand upright
 * after the turn keep their widths and lose half of their noise, since each of their points is the mean of four along them.
 */
export function squeezed({ data, width, height }: Picture, turnDegrees: number): Picture {
  const rows = Math.floor(height / SQUEEZED_ROWS);
  const grey = new Uint32Array(width * rows);
  const angle = (turnDegrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  for (let y = 0, at = 0; y < rows; y += 1) {
    const down = y * SQUEEZED_ROWS + 0.5 - height / 2;
    // Where the row begins in the picture as it is, and on from there in steps along it.
    let fromX = width / 2 + (0.5 - width / 2) * cos - down * sin;
    let fromY = height / 2 + (0.5 - width / 2) * sin + down * cos;
    for (let x = 0; x < width; x += 1, at += 1, fromX += cos, fromY += sin) {
      let sum = 0;
      for (let step = 0; step < SQUEEZED_ROWS; step += 1) {
        const px = fromX - step * sin - 0.5;
        const left = Math.floor(px);
        const py = Math.floor(fromY + step * cos);
        if (left < 0 || py < 0 || left >= width || py >= height) continue;
        const from = (py * width + left) * BYTES + GREEN;
        // Between two pixels, or narrow bars would come out of uneven width.
        sum += light(data, from) + (light(data, from + BYTES) - light(data, from)) * (px - left);
      }
      grey[at] = OPAQUE | ((sum >> 2) * GREY);
    }
  }
  return fromGrey(grey, width, rows);
}

function light(data: Uint8ClampedArray, index: number): number {
  return data[index] ?? 0;
}

/** A ninth of a sum of nine lights, as a grey pixel. */
function ninth(sum: number): number {
  return OPAQUE | (((sum * 7_282) >> 16) * GREY);
}

function fromGrey(grey: Uint32Array<ArrayBuffer>, width: number, height: number): Picture {
  return { data: new Uint8ClampedArray(grey.buffer), width, height };
}
