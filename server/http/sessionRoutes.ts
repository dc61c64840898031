import { ok, refuse } from '../../shared/errors.ts'
import { linesInOrder } from '../../shared/floor/questions.ts'
import type { Me, SessionState, SetupState } from '../../shared/http.ts'
import { ROLES } from '../../shared/wire.ts'
import { credentialsInput, passwordChangeInput, setupInput, ticketInput } from './inputs.ts'
import { type ApiParts, type Asked, floorNow, type Route, route, routeWith, signedIn } from './route.ts'

const STAFF = ['advisor', 'supervisor'] as const

/** Coming in, going out, and what everyone who is in may read. */
export function sessionRoutes({ floor, accounts, sessions, boards, boardViews, signIns, devices, setup }: ApiParts): Route[] {
  const sessionState = async (asked: Asked<unknown>) => {
    const state = await sessions.stateOf(signedIn(asked).key)
    return state ? ok<SessionState>(state) : refuse('notSignedIn')
  }

  return [
    route('get', '/api/setup', 'anyone', async () => ok<SetupState>({ needed: !(await accounts.any()) })),

    routeWith('post', '/api/setup', 'anyone', setupInput, async ({ body, who, cookie, setCookie }) => {
      if (await accounts.any()) return refuse('setupDone')
      if (!setup.take(body.token)) return refuse('linkUsed', 'token')
      const [line, ...others] = linesInOrder(floorNow(floor))
      const lines = [line, ...others].flatMap((one) => (one ? [one.id] : []))
      const { username, name, password } = body
      try {
        const made = await accounts.create({ username, name, role: 'supervisor', password, lines }, { onlyFirst: true })
        if (!made.ok) {
          setup.giveBack()
          return made
        }
        if (line) await floor.submit({ type: 'setLine', line: { ...line, name: body.lineName } })
        setCookie(await sessions.begin({ account: made.value.id }, who))
        setCookie(devices.remember(username, cookie))
        return ok<Me>({ id: made.value.id, username, name, role: 'supervisor' })
      } catch (error) {
        setup.giveBack()
        throw error
      }
    }),

    routeWith('post', '/api/session', 'anyone', credentialsInput, async ({ body, address, who, cookie, setCookie }) => {
      const username = body.username.trim().toLowerCase()
      const from = { username, address, device: devices.knownTo(username, cookie) }
      const me = await signIns.attempt(from, (precedence) => accounts.check(username, body.password, precedence))
      if (!me.ok) return me
      // The session's cookie is the first: programs read that one.
      setCookie(await sessions.begin({ account: me.value.id }, who))
      setCookie(devices.remember(username, cookie))
      if (who?.board === null && who.me.id !== me.value.id) await accounts.signedOut(who.me.id)
      return me
    }),

    route('get', '/api/session', STAFF, async (asked) => sessionState(asked)),
    // That it is sent at all is what counts (see createApi).
    route('post', '/api/session/input', STAFF, async (asked) => sessionState(asked)),

    route('delete', '/api/session', 'anyone', async ({ who, setCookie }) => {
      if (who) await sessions.end(who.key)
      if (who?.board === null) await accounts.signedOut(who.me.id)
      setCookie(sessions.goneCookie)
      return ok(undefined)
    }),

    route('get', '/api/me', ROLES, async (asked) => {
      const found = signedIn(asked)
      const next = await sessions.rotate(found)
      if (next !== null) asked.setCookie(next)
      return ok<Me>(found.me)
    }),

    routeWith('patch', '/api/me', STAFF, passwordChangeInput, async (asked) => {
      const { key, me } = signedIn(asked)
      // Whoever is signed in is as well known as a device can be.
      const from = { username: me.username, address: asked.address, device: key }
      const checked = await signIns.attempt(from, (precedence) => accounts.check(me.username, asked.body.oldPassword, precedence))
      if (!checked.ok) return checked.refusal.code === 'wrongCredentials' ? refuse('wrongCredentials', 'oldPassword') : checked
      const changed = await accounts.change(me.id, { password: asked.body.newPassword }, key)
      if (changed.ok) return ok<Me>(me)
      return changed.refusal.field === 'password' ? { ok: false, refusal: { ...changed.refusal, field: 'newPassword' } } : changed
    }),

    routeWith('post', '/api/board-session', 'anyone', ticketInput, async ({ body, who, setCookie }) => {
      const link = await boards.redeem(body.ticket)
      if (!link) return refuse('linkUsed', 'ticket')
      setCookie(await sessions.begin({ board: link.board }, who))
      if (who?.board === null) await accounts.signedOut(who.me.id)
      return ok<Me>({ id: link.board, username: '', name: link.name, role: 'board' })
    }),

    route('get', '/api/floor', ROLES, async (asked) => {
      const { me, board } = signedIn(asked)
      const seen = me.role === 'board' ? boardViews.of(board === null ? null : await boards.linesOf(board)).floor : floorNow(floor)
      return ok({ rev: seen.rev, floor: seen })
    }),
  ]
}
