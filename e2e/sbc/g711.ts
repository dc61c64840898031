/** The two codecs of the telephone network (ITU-T G.711), one byte for each of 8000 samples a second. */
export interface G711 {
  readonly encode: (sample: number) => number
  readonly decode: (byte: number) => number
}

/** A-law, as in Europe. Samples are 16 bit. */
export const PCMA: G711 = {
  encode(sample) {
    const sign = sample >= 0 ? 0x80 : 0
    const size = Math.min(Math.abs(sample), 32_635)
    if (size < 256) return (sign | (size >> 4)) ^ 0x55
    const exponent = Math.floor(Math.log2(size)) - 7
    return (sign | (exponent << 4) | ((size >> (exponent + 3)) & 15)) ^ 0x55
  },
  decode(byte) {
    const value = byte ^ 0x55
    const exponent = (value >> 4) & 7
    const low = ((value & 15) << 4) + 8
    const size = exponent === 0 ? low : (low + 256) << (exponent - 1)
    return value & 0x80 ? size : -size
  },
}

/** µ-law, as in North America. */
export const PCMU: G711 = {
  encode(sample) {
    const sign = sample < 0 ? 0x80 : 0
    const size = Math.min(Math.abs(sample), 32_635) + 132
    const exponent = Math.floor(Math.log2(size)) - 7
    return ~(sign | (exponent << 4) | ((size >> (exponent + 3)) & 15)) & 0xff
  },
  decode(byte) {
    const value = ~byte & 0xff
    const size = ((((value & 15) << 3) + 132) << ((value >> 4) & 7)) - 132
    return value & 0x80 ? -size : size
  },
}
