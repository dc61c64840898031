import { createRoot } from 'solid-js'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ReportDraft, SavedReport } from '../../shared/duties/reports.ts'
import { type Outcome, ok, refuse } from '../../shared/errors.ts'
import { createDraft, type Draft } from './createDraft.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A server that keeps one report, and a link to it that can be cut before or after what is sent. */
function setUp() {
  const server = { version: 0, texts: {} as ReportDraft['texts'], sent: 0 }
  let link: 'whole' | 'cut' | 'answersLost' | 'refuses' = 'whole'
  async function send(draft: ReportDraft): Promise<Outcome<SavedReport>> {
    server.sent++
    if (link === 'cut') return refuse('serverFault')
    if (link === 'refuses') return refuse('reportSent')
    const same = server.version > 0 && JSON.stringify(server.texts) === JSON.stringify(draft.texts)
    if (!same && draft.version !== server.version) return refuse('changedMeanwhile')
    if (!same) Object.assign(server, { version: server.version + 1, texts: draft.texts })
    if (link === 'answersLost') return refuse('serverFault')
    return ok({ item: { version: server.version } as SavedReport['item'], times: null, savedAt: 1 })
  }
  function set(next: typeof link) {
    link = next
  }
  const { draft, dispose } = createRoot((off) => ({
    draft: createDraft({ kind: 'police', call: null, line: 'l', place: null, texts: {} }, send),
    dispose: off,
  }))
  return { server, draft, dispose, set }
}
const what = (draft: Draft, text: string) => draft.type('what', text)

describe('what is typed', () => {
  it('is saved when typing pauses, once', async () => {
    const { server, draft } = setUp()
    for (const text of ['H', 'Ho', 'Hot']) what(draft, text)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(server).toMatchObject({ texts: { what: 'Hot' }, sent: 1 })
    expect(draft.state()).toEqual({ is: 'saved', at: 1 })
  })

  it.each(['cut', 'answersLost'] as const)('is all there after a link that was %s, and says so meanwhile', async (fault) => {
    const { server, draft, set } = setUp()
    set(fault)
    what(draft, 'one')
    await vi.advanceTimersByTimeAsync(1_000)
    expect(draft.state().is).toBe('waiting')
    what(draft, 'one, two')
    await vi.advanceTimersByTimeAsync(10_000)
    expect(draft.state().is).toBe('waiting')
    set('whole')
    await vi.advanceTimersByTimeAsync(10_000)
    expect(server.texts).toEqual({ what: 'one, two' })
    expect(draft.state().is).toBe('saved')
  })

  it('stays on the page when the server will not take it, and is not sent again and again', async () => {
    const { server, draft, set } = setUp()
    set('refuses')
    what(draft, 'one')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(draft.state()).toMatchObject({ is: 'stopped', refusal: { code: 'reportSent' } })
    expect(draft.texts()).toEqual({ what: 'one' })
    expect(server.sent).toBe(1)
    expect(await draft.flush()).toBe(false)
  })

  it('is sent at once when it is asked for, and nothing after its end', async () => {
    const { server, draft, dispose, set } = setUp()
    what(draft, 'one')
    expect(await draft.flush()).toBe(true)
    set('cut')
    what(draft, 'two')
    await vi.advanceTimersByTimeAsync(1_000)
    dispose()
    const { sent } = server
    await vi.advanceTimersByTimeAsync(60_000)
    expect(server.sent).toBe(sent)
  })
})
