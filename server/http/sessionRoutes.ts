import { ok, refuse } from '../../shared/errors.ts'
import { linesInOrder } from '../../shared/floor/questions.ts'
import type { Me, SetupState } from '../../shared/http.ts'
import { ROLES } from '../../shared/wire.ts'
import { goneCookie } from '../auth/sessions.ts'
import { isSecure } from '../config.ts'
import { credentialsInput, passwordChangeInput, setupInput, ticketInput } from './inputs.ts'
import { type ApiParts, floorNow, type Route, route, routeWith, signedIn } from './route.ts'

/** Coming in, going out, and what everyone who is in may read. */
export function sessionRoutes({ config, floor, accounts, sessions, boards, boardViews, signIns, setup }: ApiParts): Route[] {
  return [
    route('get', '/api/setup', 'anyone', async () => ok<SetupState>({ needed: !(await accounts.any()) })),

    routeWith('post', '/api/setup', 'anyone', setupInput, async ({ body, setCookie }) => {
      if (await accounts.any()) return refuse('setupDone')
      if (!setup.take(body.token)) return refuse('linkUsed', 'token')
      const [line, ...others] = linesInOrder(floorNow(floor))
      const lines = [line, ...others].flatMap((one) => (one ? [one.id] : []))
      const { username, name, password } = body
      try {
        const made = await accounts.create({ username, name, role: 'supervisor', password, lines }, true)
        if (!made.ok) return made
        if (line) await floor.submit({ type: 'setLine', line: { ...line, name: body.lineName } })
        setCookie(await sessions.begin({ account: made.value.id }))
        return ok<Me>({ id: made.value.id, username, name, role: 'supervisor' })
      } catch (error) {
        setup.giveBack()
        throw error
      }
    }),

    routeWith('post', '/api/session', 'anyone', credentialsInput, async ({ body, address, setCookie }) => {
      const username = body.username.trim().toLowerCase()
      if (!signIns.may(username, address)) return refuse('tooManyAttempts')
      signIns.tried(username, address)
      const me = await accounts.check(username, body.password)
      if (!me.ok) return me
      signIns.succeeded(username, address)
      setCookie(await sessions.begin({ account: me.value.id }))
      return me
    }),

    route('delete', '/api/session', 'anyone', async ({ who, setCookie }) => {
      if (who) await sessions.end(who.key)
      if (who?.board === null) await accounts.signedOut(who.me.id)
      setCookie(goneCookie(isSecure(config)))
      return ok(undefined)
    }),

    route('get', '/api/me', ROLES, async (asked) => ok<Me>(signedIn(asked).me)),

    routeWith('patch', '/api/me', ['advisor', 'supervisor'], passwordChangeInput, async (asked) => {
      const { key, me } = signedIn(asked)
      if (!signIns.may(me.username, asked.address)) return refuse('tooManyAttempts')
      signIns.tried(me.username, asked.address)
      const checked = await accounts.check(me.username, asked.body.oldPassword)
      if (!checked.ok) return refuse('wrongCredentials', 'oldPassword')
      signIns.succeeded(me.username, asked.address)
      const changed = await accounts.change(me.id, { password: asked.body.newPassword }, key)
      return changed.ok ? ok<Me>(me) : changed
    }),

    routeWith('post', '/api/board-session', 'anyone', ticketInput, async ({ body, setCookie }) => {
      const link = await boards.redeem(body.ticket)
      if (!link) return refuse('linkUsed', 'ticket')
      setCookie(await sessions.begin({ board: link.board }))
      return ok<Me>({ id: link.board, username: '', name: link.name, role: 'board' })
    }),

    route('get', '/api/floor', ROLES, async (asked) => {
      const { me, board } = signedIn(asked)
      const seen = me.role === 'board' ? boardViews.of(board === null ? null : await boards.linesOf(board)).floor : floorNow(floor)
      return ok({ rev: seen.rev, floor: seen })
    }),
  ]
}
