import { spawn } from 'node:child_process'
import { copyFileSync, cpSync, mkdirSync, readdirSync, rmSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { oggFrames } from '../media/oggFrames.ts'
import { makeProgram, type Program } from '../testProgram.ts'
import { ADA, leaveMessage, openScene, testFolder } from './testing/scene.ts'

let program: Program
beforeAll(async () => {
  program = await makeProgram(new URL('./testing/cutPower.ts', import.meta.url))
}, 60_000)
afterAll(() => program[Symbol.dispose]())

/** Runs until it ends or is killed before its step of that number; the steps that it had taken. */
async function run(dir: string, work: 'keep' | 'close', step: number): Promise<{ readonly killed: boolean; readonly steps: string[] }> {
  const child = spawn(process.execPath, [program.file, dir, work, String(step)], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (text: Buffer) => {
    said += text
  })
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) => child.once('close', (...how) => resolve(how)))
  if (code !== 0 && signal !== 'SIGKILL') throw new Error(`the process failed: ${code} ${signal}`)
  return { killed: signal === 'SIGKILL', steps: said.trim().split('\n').filter(Boolean) }
}

/** What the next start finds: nothing at all, one whole message, or what must not be. */
async function whatIsLeft(dir: string): Promise<'nothing' | 'one' | 'broken'> {
  const scene = await openScene(dir)
  try {
    const messages = await scene.voicemail.list(ADA)
    const keys = await scene.db.selectFrom('message_keys').selectAll().execute()
    const files = readdirSync(join(dir, 'messages'))
    const [message] = messages
    if (!message) return keys.length === 0 && files.length === 0 ? 'nothing' : 'broken'
    const audio = await scene.voicemail.audio(message.id, ADA)
    const whole = audio.ok && oggFrames(audio.value).length === message.lengthS * 50 && message.lengthS === 3
    return whole && messages.length === 1 && files.length === 1 ? 'one' : 'broken'
  } finally {
    await scene.close()
  }
}

describe('the power goes at any step', () => {
  it('while a message is kept: there is none, or a whole one, and an acknowledged one is there', { timeout: 180_000 }, async () => {
    using started = testFolder()
    await (await openScene(started.dir)).close()
    const left: string[] = []
    for (let step = 1; ; step++) {
      using copy = testFolder()
      cpSync(started.dir, copy.dir, { recursive: true })
      const { killed, steps } = await run(copy.dir, 'keep', step)
      const what = await whatIsLeft(copy.dir)
      expect(what, `killed before step ${step}, after ${steps.at(-1)}`).not.toBe('broken')
      if (steps.includes('done')) expect(what).toBe('one')
      left.push(what)
      if (killed) continue
      const file = ['write', 'sync file', 'rename', 'sync folder']
      expect(steps).toEqual([...file, 'begin immediate', ...Array(3).fill(expect.stringMatching(/^insert into/)), 'commit', 'done'])
      break
    }
    expect(new Set(left)).toEqual(new Set(['nothing', 'one']))
  })

  it('while a message is erased: it is whole, or nothing of it is left', { timeout: 180_000 }, async () => {
    using started = testFolder()
    const scene = await openScene(started.dir)
    await leaveMessage(scene.voicemail)
    await scene.close()
    const left: string[] = []
    for (let step = 1; ; step++) {
      using copy = testFolder()
      cpSync(started.dir, copy.dir, { recursive: true })
      const { killed, steps } = await run(copy.dir, 'close', step)
      const what = await whatIsLeft(copy.dir)
      expect(what, `killed before step ${step}, after ${steps.at(-1)}`).not.toBe('broken')
      if (steps.includes('done')) expect(what).toBe('nothing')
      left.push(what)
      if (!killed) break
    }
    expect(new Set(left)).toEqual(new Set(['one', 'nothing']))
  })

  it('and what is broken would be noticed', async () => {
    using started = testFolder()
    const scene = await openScene(started.dir)
    const id = await leaveMessage(scene.voicemail)
    await scene.close()
    const file = join('messages', `${id}.sealed`)
    const spoiled = async (spoil: (dir: string) => void): Promise<string> => {
      using copy = testFolder()
      cpSync(started.dir, copy.dir, { recursive: true })
      spoil(copy.dir)
      return await whatIsLeft(copy.dir)
    }
    expect(await spoiled(() => {})).toBe('one')
    expect(await spoiled((dir) => truncateSync(join(dir, file), 900))).toBe('broken')
    expect(await spoiled((dir) => rmSync(join(dir, file)))).toBe('broken')
  })

  it('and files that nobody knows go at the next start', async () => {
    using folder = testFolder()
    mkdirSync(join(folder.dir, 'messages'))
    copyFileSync(program.file, join(folder.dir, 'messages', 'unknown.sealed'))
    copyFileSync(program.file, join(folder.dir, 'messages', 'half.sealed.tmp'))
    expect(await whatIsLeft(folder.dir)).toBe('nothing')
  })
})
