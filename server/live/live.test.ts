import type { Socket } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { evolve } from '../../shared/floor/evolve.ts'
import type { Floor } from '../../shared/floor/model.ts'
import type { Ack, ClientEvents, FloorSnapshot, ServerEvents } from '../../shared/wire.ts'
import { LINE, next, PASSWORD, quietSwitchboard, startTestApp, type TestApp } from '../testApp.ts'
import { addMessage } from '../voicemail/store.ts'

type Link = Socket<ServerEvents, ClientEvents>

describe('the live link', () => {
  const left: string[] = []
  let server: TestApp
  let advisor: { id: string; cookie: string }
  let boss: { id: string; cookie: string }
  beforeAll(async () => {
    server = await startTestApp({ createSwitchboard: quietSwitchboard(left) })
    advisor = await server.person('ada', 'advisor')
    boss = await server.person('boss', 'supervisor')
  })
  afterAll(() => server.close())

  async function connect(cookie: string): Promise<{ link: Link; snapshot: FloorSnapshot }> {
    const link = server.live({ cookie })
    const snapshot = next(link, 'floor:snapshot')
    link.connect()
    return { link, snapshot: await snapshot }
  }

  async function board(): Promise<Link> {
    const { path } = await server.app.boards.make({ name: 'TV', lines: [] })
    return server.live({ ticket: new URLSearchParams(path.split('#')[1]).get('ticket') ?? '' })
  }

  /** Follows the floor as a browser does; resolves with it when it has come to `rev`. */
  function follow(link: Link): { at(rev: number): Promise<Floor> } {
    let floor: Floor | undefined
    const waiting: { rev: number; resolve: (floor: Floor) => void }[] = []
    const told = (): void => {
      for (const one of waiting) if (floor && floor.rev >= one.rev) one.resolve(floor)
    }
    link.on('floor:snapshot', (snapshot) => {
      floor = snapshot.floor
      told()
    })
    link.on('floor:changed', ({ rev, changes }) => {
      if (!floor || floor.rev !== rev - changes.length) throw new Error('a gap in the changes')
      floor = changes.reduce(evolve, floor)
      told()
    })
    return {
      at: (rev) =>
        new Promise((resolve) => {
          waiting.push({ rev, resolve })
          told()
        }),
    }
  }

  it('lets nobody in without a session, nor a page of another site', async () => {
    for (const options of [{}, { cookie: 'lyhord=guess' }, { ticket: 'guess' }]) {
      const link = server.live(options)
      const error = new Promise<Error>((resolve) => link.once('connect_error', resolve))
      link.connect()
      expect((await error).message).toBe('notSignedIn')
    }
    const foreign = server.live({ cookie: boss.cookie, origin: 'https://evil.example' })
    const error = new Promise<Error>((resolve) => foreign.once('connect_error', resolve))
    foreign.connect()
    expect((await error).message).toBe('websocket error')
  })

  it('keeps a staff page equal to the floor', async () => {
    const staff = server.live({ cookie: boss.cookie })
    const followed = follow(staff)
    staff.connect()
    await followed.at(0)
    const { floor } = server.app
    await floor.submit({ type: 'arrive', call: 'c1', line: LINE, channel: 'web' })
    await floor.submit({ type: 'queue', call: 'c1' })
    const done = await floor.submit({ type: 'end', call: 'c1', by: 'caller' })
    if (!done.ok) throw new Error(done.refusal.code)
    expect(await followed.at(done.value.rev)).toEqual(done.value.floor)
  })

  /** The advisor of each of two lines, by id. */
  const advisors = new Map<string, string>()
  beforeAll(async () => {
    const { app } = server
    const known = (await floorOf(boss.cookie)).lines[LINE]
    if (!known) throw new Error('there is no line')
    const interpreters = [{ id: 'tolkar', name: 'Hemliga tolkar', number: '+46812345', languages: ['so'] }]
    for (const id of ['line-a', 'line-b']) {
      await app.floor.submit({
        type: 'setLine',
        line: { ...known, id, name: `Name of ${id}`, service: { ...known.service, interpreters } },
      })
      const role = 'advisor' as const
      const made = await app.accounts.create({ username: `of-${id}`, name: `Person of ${id}`, role, password: PASSWORD, lines: [id] })
      if (!made.ok) throw new Error(made.refusal.code)
      advisors.set(id, made.value.id)
      await app.floor.submit({ type: 'registerPhone', advisor: made.value.id, instance: `page-of-${id}` })
    }
  })

  const floorOf = async (cookie: string) => ((await (await server.ask('GET', '/api/floor', { cookie })).json()) as { floor: Floor }).floor
  const ticketFor = async (lines: string[]) => {
    const { path } = await server.app.boards.make({ name: 'TV', lines })
    return new URLSearchParams(path.split('#')[1]).get('ticket') ?? ''
  }

  /** A board that follows; `frames` is all that its socket has brought, as it came. */
  async function follower(lines: string[]) {
    const link = server.live({ ticket: await ticketFor(lines) })
    const frames: string[] = []
    const snapshots: FloorSnapshot[] = []
    link.io.on('open', () => link.io.engine.on('packet', (packet) => frames.push(String(packet.data))))
    link.on('floor:snapshot', (snapshot) => snapshots.push(snapshot))
    link.connect()
    await expect.poll(() => snapshots.length).toBe(1)
    return { link, frames, snapshots }
  }

  /** A call of the line from its coming to its end, answered and held. */
  async function wholeCall(line: 'line-a' | 'line-b', call: string) {
    const { floor } = server.app
    const advisor = advisors.get(line) ?? ''
    for (const command of [
      { type: 'startShift', advisor, instance: `page-of-${line}` },
      { type: 'arrive', call, line, channel: 'web' },
      { type: 'chooseLanguage', call, language: 'ar' },
      { type: 'queue', call },
      { type: 'answer', call, advisor },
      { type: 'hold', call, advisor },
      { type: 'resume', call, advisor },
      { type: 'end', call, by: 'caller' },
      { type: 'goOffline', advisor, by: 'self' },
    ] as const) {
      const done = await floor.submit(command)
      if (!done.ok) throw new Error(`${command.type}: ${done.refusal.code}`)
    }
  }
  const hidden = (shown: string) =>
    new RegExp(`${shown}Person|page-of|call-on|[Tt]olk|\\+468|"(?:ar|so)"|BOSS|ADA|${[...advisors.values()].join('|')}`)

  it('shows a board its own lines and nothing else: no call, person or page by name, and not even that another line moves', async () => {
    const all = await follower([])
    const figures = async (): Promise<string[]> => {
      const got = await all.link.emitWithAck('floor:get')
      return got.ok ? Object.keys(got.value.figures) : []
    }
    await expect.poll(figures, { message: 'the lines should have been counted' }).toContain('line-b')
    const own = await follower(['line-b'])
    const [first] = own.snapshots
    expect(Object.keys(first?.floor.lines ?? {})).toEqual(['line-b'])
    expect(Object.keys(first?.figures ?? {})).toEqual(['line-b'])
    await wholeCall('line-a', 'call-on-a')
    await wholeCall('line-b', 'call-on-b')
    // The calls and what their advisors do between them: six moves of each line.
    await expect.poll(() => [own, all].map(({ snapshots }) => snapshots.at(-1)?.floor.rev)).toEqual([7, 13])
    const moves = own.snapshots.map(({ floor }) => {
      const counts = Object.values(floor.calls).map(({ state }) => (state.is === 'talking' && state.onHold ? 'onHold' : state.is))
      return [floor.rev, Object.keys(floor.advisors).length, ...counts].join(' ')
    })
    // Available; waiting, for the offer takes the advisor in the same breath; talking, held, talking; gone.
    expect(moves).toEqual(['1 0', '2 1', '3 0 waiting', '4 0 talking', '5 0 onHold', '6 0 talking', '7 0'])
    const beats = next(own.link, 'heartbeat')
    expect((await beats).rev).toBe(7)
    expect(own.frames.join('\n')).not.toMatch(hidden('line-a|'))
    expect(own.frames.filter((frame) => frame.includes('floor:changed'))).toEqual([])
    // The board of every line shows that the check can fail: it has line a, and still nobody by name.
    expect(all.frames.join('\n')).toContain('line-a')
    expect(all.frames.join('\n')).not.toMatch(hidden(''))
  })

  it('tells a board by HTTP what it sees by the link', async () => {
    const entered = await server.ask('POST', '/api/board-session', { body: { ticket: await ticketFor(['line-b']) } })
    const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? ''
    const answer = await (await server.ask('GET', '/api/floor', { cookie })).text()
    expect(answer).toContain('Name of line-b')
    expect(answer).not.toMatch(hidden('line-a|'))
    expect(JSON.stringify(await floorOf(boss.cookie))).toMatch(hidden('line-a|'))
  })

  it('does for a person what is about that person, and refuses the rest', async () => {
    const { link, snapshot } = await connect(advisor.cookie)
    expect(snapshot.you).toMatchObject({ id: advisor.id, role: 'advisor' })
    expect(await link.emitWithAck('link:check')).toMatchObject({ ok: true, value: { now: expect.any(Number) } })
    expect(await link.emitWithAck('shift:start', { instance: 'i1' })).toEqual({ ok: false, refusal: { code: 'phoneNotReachable' } })
    await server.app.floor.submit({ type: 'registerPhone', advisor: advisor.id, instance: 'i1' })
    expect(await link.emitWithAck('shift:start', { instance: 'i1' })).toMatchObject({ ok: true })
    expect(await link.emitWithAck('advisor:pause')).toMatchObject({ ok: true })
    expect(await link.emitWithAck('advisor:ready')).toMatchObject({ ok: true })
    const again = await link.emitWithAck('floor:get')
    expect(again.ok && again.value.floor.advisors[advisor.id]?.state.is).toBe('available')
    expect(await link.emitWithAck('advisor:set', { advisor: boss.id, to: 'paused' })).toEqual({
      ok: false,
      refusal: { code: 'notAllowed' },
    })
    expect(await link.emitWithAck('phone:leave', { instance: 'i1' })).toMatchObject({ ok: true })
    expect(left).toEqual([`${advisor.id} i1`])

    const supervisor = await connect(boss.cookie)
    expect(await supervisor.link.emitWithAck('advisor:set', { advisor: advisor.id, to: 'paused' })).toMatchObject({ ok: true })
    expect(await link.emitWithAck('advisor:offline')).toMatchObject({ ok: true })
  })

  it('lets a board look and nothing else', async () => {
    const screen = await board()
    screen.connect()
    const refused: Ack = { ok: false, refusal: { code: 'notAllowed' } }
    expect(await screen.emitWithAck('floor:get')).toMatchObject({ ok: true, value: { you: null } })
    expect(await screen.emitWithAck('advisor:ready')).toEqual(refused)
    expect(await screen.emitWithAck('shift:start', { instance: 'i' })).toEqual(refused)
    expect(await screen.emitWithAck('advisor:set', { advisor: advisor.id, to: 'offline' })).toEqual(refused)
  })

  it.each([
    ['no payload and no acknowledgement', []],
    ['a wrong payload', [{ instance: 7 }]],
    ['more than was asked for', [{ instance: 'x' }, 1, 2]],
    ['something else in place of the payload', ['text']],
  ])('outlives %s', async (_name, sent) => {
    const { link } = await connect(advisor.cookie)
    const anything = link as unknown as Socket
    anything.emit('shift:start', ...sent)
    anything.emit('advisor:ready', ...sent)
    anything.emit('no:such', ...sent)
    expect(await link.emitWithAck('link:check')).toMatchObject({ ok: true })
    expect(await anything.emitWithAck('shift:start', { instance: 7 })).toMatchObject({
      ok: false,
      refusal: { code: 'badRequest', field: 'instance' },
    })
  })

  it('beats, and tells figures after what moves them', async () => {
    const { link, snapshot } = await connect(boss.cookie)
    const before = snapshot.figures[LINE]?.monthCount ?? Number.NaN
    const [beat, moved] = [next(link, 'heartbeat'), next(link, 'figures:changed')]
    await server.app.floor.submit({ type: 'arrive', call: 'c2', line: LINE, channel: 'phone' })
    expect((await moved)[LINE]?.monthCount).toBe(before + 1)
    expect(await beat).toMatchObject({ now: expect.any(Number), rev: expect.any(Number) })
    await server.app.floor.submit({ type: 'interrupt', call: 'c2' })
  })

  it('cuts a page off when its session ends', async () => {
    const person = await server.person('bo', 'advisor')
    const { link } = await connect(person.cookie)
    const gone = new Promise<string>((resolve) => link.once('disconnect', resolve))
    await server.ask('DELETE', '/api/session', { cookie: person.cookie })
    expect(await gone).toBe('io server disconnect')
  })

  it('leaves nothing connected of a board that is removed, or a session that ends, while it connects', async () => {
    const { boards, sessions } = server.app
    const screen = await board()
    const exchange = boards.exchange
    Object.assign(boards, {
      exchange: async (ticket: string) => {
        const link = await exchange(ticket)
        if (link) await boards.remove(link.board)
        return link
      },
    })
    const person = await server.person('eve', 'advisor')
    const page = server.live({ cookie: person.cookie })
    const find = sessions.find
    Object.assign(sessions, {
      find: async (cookie: string | undefined) => {
        const found = await find(cookie)
        if (found?.me.id === person.id) await sessions.end(found.key)
        return found
      },
    })
    try {
      for (const link of [screen, page]) {
        const gone = new Promise<string>((resolve) => link.once('disconnect', resolve))
        link.connect()
        expect(await gone).toBe('io server disconnect')
      }
    } finally {
      Object.assign(boards, { exchange })
      Object.assign(sessions, { find })
    }
  })

  it('calls back for messages of the line that calls, and of the own lines', async () => {
    const { link } = await connect(advisor.cookie)
    const { db } = server.app
    const message = { arrived: 0, language: null, length_s: 5, expires: 9e15, day: '2026-01-01', month: '2026-01', origin: 'live' as const }
    const made = (id: string, line: string) => addMessage(db, { ...message, id, line }, { sealed: '', mark: '' })
    await made('m-own', LINE)
    await made('m-other', 'other')
    const dial = (message: string | null, line = LINE) =>
      link.emitWithAck('callback:dial', { instance: 'i1', line, number: '070-123 45 67', reason: 'voicemail', message })
    expect(await dial('m-other')).toMatchObject({ refusal: { code: 'notAllowed', field: 'message' } })
    expect(await dial('m-other', 'other')).toMatchObject({ refusal: { code: 'notAllowed', field: 'message' } })
    expect(await dial('m-none')).toMatchObject({ refusal: { code: 'notFound', field: 'message' } })
    for (const allowed of ['m-own', null]) expect(await dial(allowed)).toMatchObject({ refusal: { code: 'trunkDown' } })
  })

  it('heals a board whose answer with the next ticket was lost', async () => {
    const first = await board()
    const ticket = next(first, 'board:ticket')
    first.connect()
    const second = await ticket
    const lost = server.live({ ticket: second })
    const snapshot = next(lost, 'floor:snapshot')
    lost.connect()
    await snapshot
    lost.disconnect()
    const back = server.live({ ticket: second })
    const healed = next(back, 'floor:snapshot')
    back.connect()
    expect((await healed).you).toBeNull()
  })
})
