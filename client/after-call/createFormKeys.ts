import { type Answers, pressed } from '../../shared/form/answers.ts'
import { type Question, SECTIONS } from '../../shared/form/questionnaire.ts'
import { keysOf } from './keys.ts'

export interface FormKeysParts {
  readonly shown: () => readonly Question[]
  readonly answers: () => Answers
  readonly answer: (question: Question, given: readonly string[]) => void
  readonly goTo: (question: Question | undefined) => void
  readonly close: () => void
}

/**
 * What keys do within a form, by the question that has the focus (`data-question`). One that answers a question with one answer goes on to the
 * next. In a field that something is written in, letters are letters.
 */
export function createFormKeys({ shown, answers, answer, goTo, close }: FormKeysParts): (event: KeyboardEvent) => void {
  function beside(question: Question, by: 1 | -1): Question | undefined {
    const all = shown()
    return all[all.findIndex(({ id }) => id === question.id) + by]
  }

  function besideSection(question: Question, by: 1 | -1): Question | undefined {
    const ids = SECTIONS.map(({ id }) => id)
    const first = (at: number): Question | undefined => {
      const id = ids[at]
      if (id === undefined) return undefined
      return shown().find(({ section }) => section === id) ?? first(at + by)
    }
    return first(ids.indexOf(question.section) + by)
  }

  /** True when the key had something to do. */
  function act(event: KeyboardEvent, target: HTMLElement): boolean {
    if (event.key === 'Enter' && event.ctrlKey) {
      close()
      return true
    }
    const id = target.closest<HTMLElement>('[data-question]')?.dataset.question
    const question = shown().find((one) => one.id === id)
    if (!question || event.ctrlKey) return false
    const isText = target instanceof HTMLTextAreaElement
    const written = target instanceof HTMLInputElement && target.type === 'text' ? target.value : null
    if (event.key === 'PageDown' || event.key === 'PageUp') {
      goTo(besideSection(question, event.key === 'PageDown' ? 1 : -1))
      return true
    }
    if (isText || target instanceof HTMLButtonElement) return false
    if (event.key === 'Enter') {
      goTo(beside(question, event.shiftKey ? -1 : 1))
      return true
    }
    if (written === null && (event.key === 'ArrowRight' || event.key === 'ArrowLeft')) {
      goTo(beside(question, event.key === 'ArrowRight' ? 1 : -1))
      return true
    }
    if (event.key === 'Backspace' || event.key === 'Delete') {
      if (written) return false
      answer(question, [])
      return true
    }
    if (written && question.type !== 'number') return false
    const keys = keysOf(question.options, written !== null || question.type === 'number' || question.type === 'municipality')
    const option = [...keys].find(([, key]) => key === event.key.toLowerCase())?.[0]
    if (option === undefined) return false
    answer(question, pressed(question, answers()[question.id] ?? [], option))
    if (question.type !== 'multi') goTo(beside(question, 1))
    return true
  }

  return (event) => {
    if (event.isComposing || event.altKey || event.metaKey || event.defaultPrevented || !(event.target instanceof HTMLElement)) return
    if (act(event, event.target)) event.preventDefault()
  }
}
