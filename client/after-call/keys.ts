import { DECLINED, type Option, UNKNOWN } from '../../shared/form/questionnaire.ts'

const ORDINARY = '123456789abcdefghijklmnopqrstuvw'
/** The same on every question; neither begins a number or the name of a place. */
const FIXED: Readonly<Record<string, string>> = { [UNKNOWN]: '-', [DECLINED]: 'x' }

/** The key of each option, by its id: numbers, then letters. Where something is typed as well, ordinary options have none. */
export function keysOf(options: readonly Option[], isTyped: boolean): ReadonlyMap<string, string> {
  const ordinary = options.filter(({ id }) => !Object.hasOwn(FIXED, id))
  return new Map(
    options.flatMap(({ id }) => {
      const key = FIXED[id] ?? (isTyped ? undefined : ORDINARY[ordinary.findIndex((option) => option.id === id)])
      return key === undefined ? [] : [[id, key]]
    }),
  )
}
