import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { toneWav } from '../people/tone.ts'
import { freePort } from '../server/ports.ts'
import { ROOT } from '../server/server.ts'
import { isMostly } from './isMostly.ts'
import { OPERATOR } from './sbc.ts'

/** baresip as a telephone behind the operator: it sings, answers every call at once, and keeps what it hears in a file. */
export interface Baresip {
  call(uri: string): void
  hangUp(): void
  /** All that it has said. */
  output(): string
  /** Whether a tone is most of what it heard in the last second. */
  hears(hz: number): boolean
  stop(): Promise<void>
}

const START_MS = 10_000

/** Ready to call, and to be called at `port` with that number, when the promise resolves. Must be stopped. */
export async function startBaresip(port: number, number: string, hz: number): Promise<Baresip> {
  mkdirSync(join(ROOT, 'e2e/.out'), { recursive: true })
  const dir = mkdtempSync(join(ROOT, 'e2e/.out/baresip-'))
  const control = await freePort()
  const files = {
    config: `poll_method epoll
sip_listen ${OPERATOR}:${port}
net_interface ${OPERATOR}
audio_source aufile,${dir}/tone.wav
audio_player aubridge,nobody
audio_alert aubridge,nobody
audio_channels 1
ausrc_srate 48000
snd_path ${dir}
module_path /usr/lib/baresip/modules
${['g722', 'g711', 'aufile', 'aubridge', 'sndfile'].map((name) => `module ${name}.so`).join('\n')}
module_tmp account.so
module_app menu.so
module_app ctrl_tcp.so
ctrl_tcp_listen 127.0.0.1:${control}
`,
    accounts: `<sip:${number}@${OPERATOR}>;regint=0;answermode=auto\n`,
    contacts: '',
    // Longer than any of our calls: it ends with its file.
    'tone.wav': toneWav(hz, 90),
  }
  for (const [name, content] of Object.entries(files)) writeFileSync(join(dir, name), content)
  const child = spawn('baresip', ['-f', dir], { stdio: ['ignore', 'pipe', 'pipe'] })
  const gone = once(child, 'exit')
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString('latin1')))
  const deadline = Date.now() + START_MS
  while (!output.includes('baresip is ready')) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`baresip did not start:\n${output}`)
    await after(20)
  }

  /** Its commands come as JSON in netstrings. */
  function command(name: string, params?: string): void {
    const text = JSON.stringify({ command: name, params })
    const socket = connect(control, '127.0.0.1', () => socket.end(`${Buffer.byteLength(text)}:${text},`))
    socket.on('data', () => {})
    socket.on('error', () => {})
  }

  return {
    call: (uri) => command('dial', uri),
    hangUp: () => command('hangup'),
    output: () => output,
    hears(wanted) {
      const last = readdirSync(dir).findLast((name) => name.endsWith('dec.wav'))
      if (!last) return false
      const wav = readFileSync(join(dir, last))
      const from = wav.indexOf('data') + 8
      if (from < 8) return false
      const rate = wav.readUInt32LE(24)
      const all = new Int16Array(wav.buffer.slice(wav.byteOffset + from, wav.byteOffset + wav.length - ((wav.length - from) % 2)))
      return all.length >= rate && isMostly(wanted, all.subarray(-rate), rate)
    },
    async stop() {
      child.kill('SIGTERM')
      await Promise.race([gone, after(3_000).then(() => child.kill('SIGKILL'))])
      await gone
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
