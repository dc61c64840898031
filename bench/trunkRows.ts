import { percentile, type Row, round } from './report.ts'
import type { Talk } from './trunkAdvisors.ts'
import type { Loaded } from './trunkLoad.ts'
import type { CallerHeard } from './trunkSound.ts'
import { gaps, tonesIn } from './trunkTones.ts'

/** Who heard whom of a caller and the advisors this call came to. */
interface Pair {
  readonly byCaller: boolean
  readonly byAdvisor: boolean
}

/** What an answer takes until both sides have written down when it was. */
const SLACK_MS = 1_000

function pairOf({ tone, heard, from, to }: CallerHeard, talks: readonly Talk[]): Pair {
  const meant = talks.filter(({ begun }) => from !== null && begun > from - SLACK_MS && begun < to)
  return {
    byCaller: meant.some((talk) => tonesIn(heard).includes(talk.tone)),
    byAdvisor: meant.some((talk) => tonesIn(talk.heard).includes(tone)),
  }
}

/** Each call without sound in a direction, for whoever looks for the cause. */
function tellUnheard({ callers, talks, asked, offeredAnew }: Loaded): void {
  for (const [call, caller] of callers.entries()) {
    const { byCaller, byAdvisor } = pairOf(caller, talks)
    if (byCaller && byAdvisor) continue
    const times = (list: readonly number[]) => list.filter((one) => one === call).length
    console.error(
      `call ${call}, ${caller.tone} Hz, ${when(caller)}: ${byCaller ? 'heard' : 'did not hear'} the advisor (${caller.received} packets), was ${byAdvisor ? '' : 'not '}heard by the advisor, asked ${times(asked)} times, offered anew ${times(offeredAnew)} times`,
    )
  }
  for (const { tone, heard, begun, received } of talks)
    if (tonesIn(heard).length === 0)
      console.error(`talk of the advisor of ${tone} Hz, ${new Date(begun).toISOString()}: heard nobody (${received} packets)`)
}

const when = ({ from, to }: CallerHeard): string =>
  from === null ? 'never answered' : `${new Date(from).toISOString()} for ${round((to - from) / 1_000)} s`

/** One row of what became of the calls, and one for each program. `after` is what is left of them, null when nobody has looked. */
export function rows(system: string, what: string, atOnce: number, loaded: Loaded, after: Row | null): Row[] {
  const { callers, talks, setUpMs, cpu, memory } = loaded
  if (!loaded.clean) console.error(loaded.complaint)
  tellUnheard(loaded)
  const pairs = callers.map((caller) => pairOf(caller, talks))
  const count = (is: (pair: Pair) => boolean) => pairs.filter(is).length
  const crossed = [...callers, ...talks].filter(({ heard }) => tonesIn(heard).length > 1)
  const measured = Object.keys(memory[0])
  const sum = (values: Readonly<Record<string, number>>) => measured.reduce((all, name) => all + (values[name] ?? 0), 0)
  const costs = (cpuMs: number, [before, half, end]: readonly (number | null)[]): Row => ({
    'CPU ms/s': round(cpuMs),
    'per call': round(cpuMs / atOnce, 2),
    'MB before': round(before ?? null),
    'MB half': round(half ?? null),
    'MB after': round(end ?? null),
  })
  const head = { system, load: what }
  return [
    {
      ...head,
      program: measured.join(' + '),
      ...costs(sum(cpu), memory.map(sum)),
      calls: callers.length,
      answered: setUpMs.length,
      heard: count(({ byCaller, byAdvisor }) => byCaller && byAdvisor),
      'by caller': count(({ byCaller }) => byCaller),
      'by advisor': count(({ byAdvisor }) => byAdvisor),
      crossed: crossed.length,
      gaps: [...callers, ...talks].reduce((all, { heard }) => all + gaps(heard), 0),
      ended: loaded.ended,
      asked: new Set(loaded.asked).size,
      anew: new Set(loaded.offeredAnew).size,
      'not as planned': loaded.clean ? 'none' : 'some',
      stuck: after?.stuck ?? null,
      'INVITE-200 p50 ms': round(percentile(setUpMs, 0.5)),
      'p95 ms': round(percentile(setUpMs, 0.95)),
      'max ms': round(percentile(setUpMs, 1)),
    },
    ...Object.entries(cpu).map(([program, cpuMs]) => ({
      ...head,
      program,
      ...costs(
        cpuMs,
        memory.map((values) => values[program] ?? null),
      ),
    })),
  ]
}
