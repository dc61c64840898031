/** Seconds of a text with minutes, '2,5' or '2.5', from 30 s to an hour; null when it is no such thing. */
export function readMinutes(text: string): number | null {
  const seconds = /^\d{1,2}([.,]\d{1,2})?$/.test(text) ? Math.round(Number(text.replace(',', '.')) * 60) : Number.NaN
  return seconds >= 30 && seconds <= 3_600 ? seconds : null
}

/** Days of a text, 1 to 90; null when it is no such thing. */
export function readDays(text: string): number | null {
  const days = /^\d{1,2}$/.test(text) ? Number(text) : 0
  return days >= 1 && days <= 90 ? days : null
}
