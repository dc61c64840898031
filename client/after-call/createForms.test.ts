import { createEffect, createRoot } from 'solid-js'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Outcome, ok, refuse } from '../../shared/errors.ts'
import { type Answers, give, questionsOf } from '../../shared/form/answers.ts'
import type { FormState } from '../../shared/form/forms.ts'
import { createForms, type FormsOfPage } from './createForms.ts'

const CALL = 'call'
const QUESTIONS = questionsOf([])

/** A server of forms in a test's hands: what it holds, what came, and whether it can be reached. */
function fakeServer() {
  let form: FormState = { call: CALL, line: 'line', kind: 'call', answers: {}, note: null, closed: false, rev: 0, savedAt: null }
  const came: string[] = []
  const server = { reachable: true, came, form: () => form, refusing: '' }
  const keep = (more: Partial<FormState>): FormState => {
    form = { ...form, ...more, rev: form.rev + 1, savedAt: 1 }
    return form
  }
  const ask = {
    get: async (path: string) => (server.reachable ? ok(path.endsWith('forms') ? [] : form) : refuse('serverFault')),
    put: async (path: string, body: unknown) => {
      if (!server.reachable) return refuse('serverFault')
      const what = path.split('/').slice(4).join(' ')
      const { answer } = body as { answer?: readonly string[] }
      came.push(`${what} ${JSON.stringify(answer ?? body)}`)
      if (what.endsWith(server.refusing) && server.refusing !== '') return refuse('badRequest', 'answer')
      return ok(answer ? keep({ answers: give(QUESTIONS, form.answers, what.split(' ')[1] ?? '', answer) }) : keep({}))
    },
  } as { get: <T>(path: string) => Promise<Outcome<T>>; put: <T>(path: string, body: unknown) => Promise<Outcome<T>> }
  return { server, ask, another: (answers: Answers) => keep({ answers }) }
}

function open() {
  const fake = fakeServer()
  let saved: (form: { call: string; rev: number } | null) => void = () => {}
  const { forms, dispose } = createRoot((dispose) => ({
    dispose,
    forms: createForms({
      questions: () => QUESTIONS,
      ask: fake.ask,
      live: {
        onFormSaved(listener) {
          saved = listener
          return () => {}
        },
      },
    }),
  }))
  disposers.push(dispose)
  return { ...fake, forms, saved: (form: { call: string; rev: number } | null) => saved(form) }
}

const disposers: (() => void)[] = []
const settle = () => vi.advanceTimersByTimeAsync(5_000)
const shown = (forms: FormsOfPage) => forms.form(CALL)?.answers

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('window', new EventTarget())
})
afterEach(() => {
  for (const dispose of disposers.splice(0)) dispose()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('the forms of a page', () => {
  it('shows an answer at once and sends it', async () => {
    const { forms, server } = open()
    await forms.open(CALL)
    forms.answer(CALL, 'caller_category', ['used_violence'])
    expect(shown(forms)).toEqual({ caller_category: ['used_violence'] })
    expect(forms.waiting(CALL)).toBe(1)
    await settle()
    expect([forms.waiting(CALL), server.form().answers]).toEqual([0, { caller_category: ['used_violence'] }])
  })

  it('never shows a form without what was said, also not for a moment', async () => {
    const { forms } = open()
    await forms.open(CALL)
    const seen: string[] = []
    createRoot((dispose) => {
      disposers.push(dispose)
      createEffect(() => seen.push(JSON.stringify(shown(forms))))
    })
    forms.answer(CALL, 'gender', ['man'])
    await settle()
    expect([...new Set(seen)]).toEqual(['{}', '{"gender":["man"]}'])
    expect(seen.lastIndexOf('{}')).toBe(seen.indexOf('{}'))
  })

  it('keeps what cannot be sent, in its order and each question once, until the server answers', async () => {
    const { forms, server } = open()
    await forms.open(CALL)
    server.reachable = false
    forms.answer(CALL, 'caller_category', ['relative'])
    await settle()
    forms.answer(CALL, 'violence_types', ['physical'])
    forms.answer(CALL, 'violence_types', ['physical', 'sexual'])
    forms.answer(CALL, 'severity_physical', ['severe'])
    forms.answer(CALL, 'caller_category', ['used_violence'])
    await settle()
    // the first was just being tried again when its question was answered anew
    expect([forms.away(), forms.waiting(CALL), server.came]).toEqual([true, 4, []])
    server.reachable = true
    await settle()
    expect(server.came).toEqual([
      'answers caller_category ["relative"]',
      'answers violence_types ["physical","sexual"]',
      'answers severity_physical ["severe"]',
      'answers caller_category ["used_violence"]',
    ])
    expect(server.form().answers.caller_category).toEqual(['used_violence'])
    expect([forms.away(), forms.waiting(CALL), shown(forms)]).toEqual([false, 0, server.form().answers])
  })

  it('brings back what went with its question when the question comes back', async () => {
    const { forms, server } = open()
    await forms.open(CALL)
    for (const [question, answer] of [
      ['caller_category', 'used_violence'],
      ['in_crisis', 'yes'],
      ['caller_category', 'professional'],
    ] as const)
      forms.answer(CALL, question, [answer])
    await settle()
    expect(server.form().answers).toEqual({ caller_category: ['professional'] })
    forms.answer(CALL, 'caller_category', ['at_risk'])
    await settle()
    expect(server.form().answers).toEqual({ caller_category: ['at_risk'], in_crisis: ['yes'] })
  })

  it('says what the server would not take, and goes on with the rest', async () => {
    const { forms, server } = open()
    await forms.open(CALL)
    server.refusing = 'age'
    forms.answer(CALL, 'age', ['34'])
    forms.answer(CALL, 'gender', ['man'])
    await settle()
    expect(server.form().answers).toEqual({ gender: ['man'] })
    expect(shown(forms)).toEqual({ gender: ['man'] })
    expect(forms.refusal(CALL)).toMatchObject({ code: 'badRequest' })
  })

  it('follows what another page has saved, and what was saved while the link was down', async () => {
    const { forms, another, saved } = open()
    await forms.open(CALL)
    const { rev } = another({ gender: ['woman'] })
    saved({ call: CALL, rev })
    await settle()
    expect(shown(forms)).toEqual({ gender: ['woman'] })
    another({ gender: ['man'] })
    saved(null)
    await settle()
    expect(shown(forms)).toEqual({ gender: ['man'] })
  })

  it('asks before a page is left that holds what is not saved', async () => {
    const { forms, server } = open()
    const leaves = () => window.dispatchEvent(new Event('beforeunload', { cancelable: true }))
    await forms.open(CALL)
    expect(leaves()).toBe(true)
    forms.keepDraft(CALL, 'en anteckning')
    expect(leaves()).toBe(false)
    forms.keepDraft(CALL, null)
    server.reachable = false
    forms.answer(CALL, 'gender', ['man'])
    await settle()
    expect(leaves()).toBe(false)
  })
})
