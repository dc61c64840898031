/** Texts that make careless expressions and loops go through the same signs again and again: a part that is repeated, between a beginning and an end. */
export const PUMPS: readonly { readonly begin: string; readonly part: string; readonly end: string }[] = [
  ...[
    ' ',
    '\t',
    '\u00a0',
    '\n',
    '0',
    '12',
    'a',
    'å',
    'A',
    'Aa',
    '-',
    '.',
    ',',
    '(',
    "'",
    '"',
    ';',
    '|',
    ':',
    '/',
    '+',
    '@',
    '<',
    '{',
    '[',
  ].map((part) => ({ begin: '', part, end: '' })),
  ...[' ', '\t', '0', 'a', '-', '.', '(', 'Aa-', 'A a'].map((part) => ({ begin: 'x', part, end: 'x!' })),
  ...[' ', '\t', '0', '-', ' .'].map((part) => ({ begin: '12:00', part, end: 'Q' })),
  ...['070 ', '+46', '00 1', '900624+', '46', '12/', '1.', '1 000', '4 ', '2 min '].map((part) => ({ begin: '', part, end: '!' })),
  ...[
    'a@b.',
    'a at ',
    'a@b.cc_',
    'Anna Annas',
    'ett ',
    'tel ',
    'fru A',
    'heter ',
    'Heter Ao N',
    'Storagatan ',
    'adress: A',
    'dr. A',
    'plan ',
  ].map((part) => ({ begin: '', part, end: '!' })),
  ...['answer', 'time', 'nr ', 'and ', '- a\n', 'sip:', '<tel:', 'q=0;', 'br,', '""', '";', '","', 'a;b\n'].map((part) => ({
    begin: '',
    part,
    end: '',
  })),
]

const SHORT = 2_000
const TIMES = 8
/** In ms. What takes less is not measured well, and no work that grows faster than its text takes so little for the long one. */
const FLOOR = 4
/** A text of eight times the length takes eight times the work; with faster growth 64 times or more. */
const MOST_RATIO = 24
/** At most; the first that is good enough is the last. */
const RUNS = 30
/** No more runs after so long: it is plain by then. */
const PATIENCE_MS = 2_000

/**
 * Where the work on a text grows faster than its length: what is repeated, and how much longer eight times as much takes. Each is measured
 * by the shortest of several runs, which other work on the machine cannot make shorter.
 */
export function growths(work: (text: string) => unknown, pumps = PUMPS): string[] {
  return pumps.flatMap((pump) => {
    const text = (times: number): string => pump.begin + pump.part.repeat((SHORT * times) / pump.part.length) + pump.end
    const [short, long] = [text(1), text(TIMES)]
    let [least, most] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
    const begun = performance.now()
    for (let run = 0; run < RUNS && (run < 3 || performance.now() - begun < PATIENCE_MS); run++) {
      least = Math.min(least, ...Array.from({ length: 4 }, () => msOf(work, short)))
      most = Math.min(most, msOf(work, long))
      if (most <= FLOOR || most <= MOST_RATIO * least) return []
    }
    return [`${JSON.stringify(pump)}: ${Math.round(most / least)} times the work for ${TIMES} times the text`]
  })
}

/** Of the process's own time: by the clock, a busy machine would be measured. */
function msOf(work: (text: string) => unknown, text: string): number {
  const begun = process.cpuUsage()
  work(text)
  const { user, system } = process.cpuUsage(begun)
  return (user + system) / 1_000
}
