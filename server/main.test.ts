import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeProgram, type Program } from './testProgram.ts'

let main: Program
const dir = mkdtempSync(join(tmpdir(), 'lyhord-main-'))
const children = new Set<ChildProcessWithoutNullStreams>()
beforeAll(async () => {
  main = await makeProgram(new URL('main.ts', import.meta.url))
}, 60_000)
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(dir, { recursive: true, force: true })
  main[Symbol.dispose]()
})

/** The program as an operator runs it, from its sources. */
function run(args: readonly string[], env: Record<string, string> = {}, input = '') {
  const child = spawn(process.execPath, [main.file, ...args], {
    env: { PATH: process.env.PATH, PORT: '0', MEDIA_PORT: '0', DATA_DIR: dir, ...env },
  })
  children.add(child)
  let out = ''
  const told: (() => void)[] = []
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data) => {
      out += data
      for (const tell of told) tell()
    })
  child.stdin.end(input)
  const ended = new Promise<{ code: number | null; out: string }>((resolve) =>
    child.once('close', (code) => {
      children.delete(child)
      resolve({ code, out })
    }),
  )
  const says = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = (): void => {
        const found = pattern.exec(out)
        if (found) resolve(found)
      }
      told.push(look)
      look()
      ended.then(() => reject(new Error(`ended without saying ${pattern}: ${out}`)))
    })
  return { child, ended, says }
}

describe('the program', () => {
  it('serves, prints the set-up address, knows who is added meanwhile, and ends when told to', async () => {
    const server = run([])
    const origin = (await server.says(/serves at (http:\S+)/))[1] ?? ''
    await server.says(/Make the first supervisor at http:\/\/127\.0\.0\.1:\d+\/setup#[\w-]{43}/)
    await server.says(/The address works once, within 24 hours; a restart makes a new one./)

    const added = await run(['user', 'add', 'kalle', '--role', 'supervisor'], {}, 'ett långt\nlösenord\n').ended
    expect(added).toEqual({ code: 0, out: 'Made supervisor kalle.\n' })
    const answer = await fetch(`${origin}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'kalle', password: 'ett långtlösenord' }),
    })
    expect(await answer.json()).toMatchObject({ username: 'kalle', role: 'supervisor' })
    const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
    const floor = (await (await fetch(`${origin}/api/floor`, { headers: { cookie } })).json()) as { floor: { advisors: object } }
    expect(Object.values(floor.floor.advisors)).toMatchObject([{ name: 'kalle', lines: ['valj-att-sluta'] }])

    server.child.kill('SIGTERM')
    expect((await server.ended).code).toBe(0)
  }, 60_000)

  it('is ended by its second process when it hangs, so that whoever looks after it can begin it anew', async () => {
    const server = run([], { DATA_DIR: join(dir, 'hangs') })
    await server.says(/serves at/)
    server.child.kill('SIGSTOP')
    expect((await server.ended).code).toBeNull()
    expect(server.child.signalCode).toBe('SIGKILL')
  }, 60_000)

  it('does not start with a setting that cannot be used, and names it', async () => {
    expect(await run([], { PORT: 'http', LOG_LEVEL: 'loud' }).ended).toEqual({
      code: 1,
      out: 'PORT must be a whole number from 0 to 65535.\nLOG_LEVEL must be one of debug, info, warn, error, silent.\n',
    })
  }, 60_000)
})
