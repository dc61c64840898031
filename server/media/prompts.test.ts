import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { BufferSource, EncodedPacketSink, Input, OGG } from 'mediabunny'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { Language } from '../../shared/languages.ts'
import { type PromptId, SPOKEN_IDS } from '../../shared/prompts.ts'
import { type Clip, readOurOggOpus } from './oggOpus.ts'
import { loadPrompts, PROMPT_LANGUAGES, type Prompts, promptFile } from './prompts.ts'
import { opusHead, pagesOf, writePage } from './testing/fuzzOgg.ts'

const shipped = fileURLToPath(new URL('./prompts', import.meta.url))
/** Shipped files of different lengths stand for recordings. */
const [RECORDING, OTHER] = ['sv/press_return.ogg', 'en/message_saved.ogg'].map((path) => join(shipped, path)) as [string, string]

async function readByLibrary(path: string): Promise<Clip> {
  const track = await new Input({ formats: [OGG], source: new BufferSource(readFileSync(path)) }).getPrimaryAudioTrack()
  if (!track) throw new Error(`${path} has no audio`)
  const frames: Buffer[] = []
  for await (const packet of new EncodedPacketSink(track).packets()) frames.push(Buffer.from(packet.data))
  return frames
}

describe('which clip is heard', () => {
  const own = mkdtempSync(join(tmpdir(), 'lyhord-prompts-'))
  const bad: string[] = []
  let languages: Language[] = ['sv', 'en', 'ar']
  let prompts: Prompts
  const lengthOf = async (path: string) => (await loadOne(path)).length
  const loadOne = async (path: string) => {
    const folder = mkdtempSync(join(own, 'one-'))
    mkdirSync(join(folder, 'l/sv'), { recursive: true })
    copyFileSync(path, promptFile(join(folder, 'l'), 'sv', 'welcome'))
    const clip = await (await loadPrompts(shipped, folder, () => {})).own('l', 'sv', 'welcome')
    if (!clip) throw new Error(`${path} is no clip`)
    return clip
  }
  const record = (language: Language, id: PromptId, from: string, line = 'l') => {
    const file = promptFile(join(own, line), language, id)
    mkdirSync(dirname(file), { recursive: true })
    copyFileSync(from, file)
    return file
  }
  const heard = async (language: Language, id: PromptId) => (await prompts.clip('l', language, id))?.length ?? null

  beforeEach(async () => {
    rmSync(own, { recursive: true, force: true })
    mkdirSync(own)
    bad.length = 0
    languages = ['sv', 'en', 'ar']
    prompts = await loadPrompts(
      shipped,
      own,
      (fault) => bad.push(fault.message),
      () => languages,
    )
  })
  afterAll(() => rmSync(own, { recursive: true, force: true }))

  it('is there in Swedish and English for every sentence, from the start', async () => {
    for (const language of PROMPT_LANGUAGES)
      for (const id of SPOKEN_IDS) expect(await heard(language, id), `${language} ${id}`).toBeGreaterThan(30)
  })

  it('goes down the chain: own, ours, own in the first language, Swedish', async () => {
    const svOwn = await lengthOf(RECORDING)
    const arOwn = await lengthOf(OTHER)
    expect(await heard('ar', 'welcome')).toBe(await lengthOf(join(shipped, 'sv/welcome.ogg')))
    expect(await heard('en', 'welcome')).toBe(await lengthOf(join(shipped, 'en/welcome.ogg')))
    record('sv', 'welcome', RECORDING)
    expect(await heard('sv', 'welcome')).toBe(svOwn)
    expect(await heard('ar', 'welcome')).toBe(svOwn)
    expect(await heard('en', 'welcome'), 'our own English goes before their Swedish').toBe(await lengthOf(join(shipped, 'en/welcome.ogg')))
    record('ar', 'welcome', OTHER)
    expect(await heard('ar', 'welcome')).toBe(arOwn)
    expect(await prompts.clip('other', 'ar', 'welcome'), 'another line has its own').toHaveLength(
      await lengthOf(join(shipped, 'sv/welcome.ogg')),
    )
  })

  it('is in the first language of the line where there is no voice in the one asked for', async () => {
    languages = ['en', 'ar']
    expect(await heard('ar', 'closed')).toBe(await lengthOf(join(shipped, 'en/closed.ogg')))
    languages = ['ar', 'fa']
    expect(await heard('fa', 'closed'), 'ours in Swedish when it has none either').toBe(await lengthOf(join(shipped, 'sv/closed.ogg')))
  })

  it('knows whether the line has recorded what is heard', async () => {
    expect(await prompts.isOwn('l', 'ar', 'closed')).toBe(false)
    record('sv', 'closed', RECORDING)
    expect(await prompts.isOwn('l', 'ar', 'closed')).toBe(true)
    expect(await prompts.isOwn('l', 'en', 'closed')).toBe(false)
  })

  it('never says in one language how to choose another', async () => {
    record('sv', 'choose_language', RECORDING)
    expect(await heard('ar', 'choose_language')).toBeNull()
    record('ar', 'choose_language', OTHER)
    expect(await heard('ar', 'choose_language')).toBe(await lengthOf(OTHER))
  })

  it('plays a sound in whichever language of the line it was recorded, and waiting on hold', async () => {
    const ours = await lengthOf(join(shipped, 'waiting.ogg'))
    expect([await heard('ar', 'waiting'), await heard('ar', 'hold')]).toEqual([ours, ours])
    record('en', 'waiting', RECORDING)
    const theirs = await lengthOf(RECORDING)
    expect([await heard('ar', 'waiting'), await heard('sv', 'hold')]).toEqual([theirs, theirs])
  })

  it('is another one when the file has been replaced, and ours when it is gone', async () => {
    const file = record('sv', 'welcome', RECORDING)
    expect(await heard('sv', 'welcome')).toBe(await lengthOf(RECORDING))
    copyFileSync(OTHER, file)
    utimesSync(file, new Date(), new Date(Date.now() + 5_000))
    expect(await heard('sv', 'welcome')).toBe(await lengthOf(OTHER))
    rmSync(file)
    expect(await heard('sv', 'welcome')).toBe(await lengthOf(join(shipped, 'sv/welcome.ogg')))
  })

  it.each([
    ['is cut', (file: Buffer) => file.subarray(0, 40)],
    ['is larger than a recording may be', (file: Buffer) => Buffer.concat([file, Buffer.alloc(2_000_000)])],
    ['has output gain', () => Buffer.concat(pagesOf([Buffer.from([0xf8])], { head: opusHead(-5_120) }).map(writePage))],
  ])('tells of a file that %s, once, and plays ours', async (_name, spoil) => {
    const file = record('sv', 'welcome', RECORDING)
    writeFileSync(file, spoil(readFileSync(file)))
    expect(await heard('sv', 'welcome')).toBe(await lengthOf(join(shipped, 'sv/welcome.ogg')))
    await heard('sv', 'welcome')
    expect(bad).toHaveLength(1)
    expect(bad[0]).toContain('is no usable Ogg Opus file')
  })

  it('of ours is read as a library reads it', async () => {
    const files = readdirSync(shipped, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ogg'))
    expect(files.length).toBeGreaterThan(40)
    const texts = (clip: Clip) => clip.map((frame) => frame.toString('base64'))
    for (const file of files.map((name) => join(shipped, name)))
      expect(texts(readOurOggOpus(file)), file).toEqual(texts(await readByLibrary(file)))
  })

  it('does not start without one of ours', async () => {
    const copy = join(own, 'shipped')
    cpSync(shipped, copy, { recursive: true })
    rmSync(join(copy, 'en/danger.ogg'))
    await expect(loadPrompts(copy, own, () => {})).rejects.toThrow('danger.ogg')
  })
})
