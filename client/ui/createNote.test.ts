import { createRoot } from 'solid-js'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Outcome, ok, refuse } from '../../shared/errors.ts'
import type { MeetingNote } from '../../shared/review/week.ts'
import { createNote, type NoteDraft } from './createNote.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const LATE_MS = 20_000
const note = (text: string, version: number, name = 'Lena'): MeetingNote => ({ lines: null, text, version, by: { name, at: 0 } })

/** A server that keeps one note as ours does; `down` refuses everything. */
function makeServer(first = note('', 0)) {
  const server = {
    kept: first,
    saves: 0,
    down: false,
    async save(text: string, version: number): Promise<Outcome<MeetingNote>> {
      if (server.down) return refuse('serverFault')
      if (version !== server.kept.version) return refuse('changedMeanwhile', 'version')
      server.saves++
      server.kept = note(text, version + 1)
      return ok(server.kept)
    },
    read: async () => ok(server.kept),
  }
  return server
}

async function withNote(server: ReturnType<typeof makeServer>, test: (draft: NoteDraft) => Promise<void>) {
  await createRoot(async (dispose) => {
    await test(createNote(server.kept, server))
    dispose()
  })
}

describe('a note', () => {
  it('saves itself once the writer pauses', async () => {
    const server = makeServer()
    await withNote(server, async (draft) => {
      draft.type('L')
      draft.type('Lugn')
      expect([draft.state().is, server.saves]).toEqual(['typed', 0])
      await vi.advanceTimersByTimeAsync(LATE_MS)
      expect([draft.state().is, server.saves, server.kept.text]).toEqual(['saved', 1, 'Lugn'])
    })
  })

  it('saves at once when the page is left, and says whether it could', async () => {
    const server = makeServer()
    await withNote(server, async (draft) => {
      expect(await draft.flush()).toBe(true)
      draft.type('Lugn')
      expect(await draft.flush()).toBe(true)
      server.down = true
      draft.type('Lugn vecka')
      expect(await draft.flush()).toBe(false)
      expect([draft.state().is, draft.text()]).toEqual(['failed', 'Lugn vecka'])
    })
  })

  it('tries again by itself, and loses nothing', async () => {
    const server = makeServer()
    await withNote(server, async (draft) => {
      server.down = true
      draft.type('Lugn')
      await vi.advanceTimersByTimeAsync(LATE_MS)
      server.down = false
      await vi.advanceTimersByTimeAsync(LATE_MS)
      expect([draft.state().is, server.kept.text]).toEqual(['saved', 'Lugn'])
    })
  })

  it('saves what is typed while it saves', async () => {
    const server = makeServer()
    await withNote(server, async (draft) => {
      draft.type('Lugn')
      const flushed = draft.flush()
      draft.type('Lugn vecka')
      await flushed
      await vi.advanceTimersByTimeAsync(LATE_MS)
      expect([draft.state().is, server.kept.text]).toEqual(['saved', 'Lugn vecka'])
    })
  })
})

describe('two who write', () => {
  async function conflict(test: (draft: NoteDraft, server: ReturnType<typeof makeServer>) => Promise<void>) {
    const server = makeServer()
    await withNote(server, async (draft) => {
      server.kept = note('Deras', 1, 'Sara')
      draft.type('Min')
      await vi.advanceTimersByTimeAsync(LATE_MS)
      expect(draft.state()).toEqual({ is: 'conflict', theirs: server.kept })
      expect([draft.text(), server.kept.text]).toEqual(['Min', 'Deras'])
      await test(draft, server)
    })
  }

  it.each([
    ['theirs', 'Deras'],
    ['mine', 'Min'],
    ['both', 'Deras\n\nMin'],
  ] as const)('choose %s', (how, text) =>
    conflict(async (draft, server) => {
      await draft.resolve(how)
      expect([draft.state().is, draft.text(), server.kept.text]).toEqual(['saved', text, text])
    }),
  )

  it('save nothing over each other while they have not chosen', () =>
    conflict(async (draft, server) => {
      draft.type('Min och mer')
      await vi.advanceTimersByTimeAsync(LATE_MS)
      expect(await draft.flush()).toBe(false)
      expect([server.kept.text, draft.text()]).toEqual(['Deras', 'Min och mer'])
    }))

  it('have no conflict about the same text', async () => {
    const server = makeServer()
    await withNote(server, async (draft) => {
      server.kept = note('Lugn', 1, 'Sara')
      draft.type('Lugn')
      await vi.advanceTimersByTimeAsync(LATE_MS)
      expect([draft.state().is, draft.kept().by?.name]).toEqual(['saved', 'Sara'])
    })
  })

  it('see each other’s version while they write nothing', async () => {
    const server = makeServer()
    await withNote(server, async (draft) => {
      draft.adopt(note('Deras', 1, 'Sara'))
      expect([draft.text(), draft.kept().version]).toEqual(['Deras', 1])
      draft.type('Min')
      draft.adopt(note('Senare', 2, 'Sara'))
      expect(draft.text()).toBe('Min')
    })
  })
})
