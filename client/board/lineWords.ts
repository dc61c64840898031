const sv = {
  none: '–',
  waiting: 'Väntar',
  talking: 'I samtal',
  perLine: 'Linje för linje',
  line: 'Linje',
  longestShort: 'Längst',
  answeredShort: 'Svar',
  monthShort: 'Månad',
  of: (n: string, total: string) => `${n} av ${total}`,
}

const en: typeof sv = {
  none: '–',
  waiting: 'Waiting',
  talking: 'Talking',
  perLine: 'Line by line',
  line: 'Line',
  longestShort: 'Longest',
  answeredShort: 'Answ.',
  monthShort: 'Month',
  of: (n, total) => `${n} of ${total}`,
}

/** Words of the table of lines; a board of one line does not load them. */
export const lineWords = { sv, en }
