import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { createCaller, looped, oggFrames } from '../server/demo/peer.ts'
import { launch, visitor } from './browser.ts'
import { percentile, type Result, round } from './report.ts'
import { LINE, prepare, ROOT, startServer } from './stage.ts'

const RUNS = 30
/** The caller waits this long in each run, so that its own audio flows. */
const RINGS_MS = 400

interface Watched extends Window {
  peers: RTCPeerConnection[]
  firstAudio: Promise<number | null>
}

/** From the click on Answer to the first decoded audio at the advisor, and from the caller's INVITE to the 200. */
export async function answer(only: readonly number[]): Promise<Result> {
  const runs = only[0] ?? RUNS
  const frames = oggFrames(readFileSync(join(ROOT, 'server', 'media', 'prompts', 'waiting.ogg')))
  const stage = await prepare(1, 0)
  const server = await startServer(stage.dir)
  const browser = await launch()
  try {
    const context = await visitor(browser, server.origin, stage.advisors[0]?.cookie)
    await context.addInitScript(keepPeers)
    const page = await context.newPage()
    await page.goto('/phone')
    const presence = (state: string) => page.locator(`[data-testid=presence][data-state=${state}]`)
    await presence('offline').click()
    await presence('available').waitFor()

    const audio: number[] = []
    const invites: number[] = []
    let silent = 0
    for (let run = 0; run < runs; run++) {
      const caller = createCaller({ url: server.sip, line: LINE, next: looped(frames) })
      invites.push(await caller.answered)
      await page.getByTestId('answer').waitFor()
      await wait(RINGS_MS)
      await page.evaluate(watchAnswer)
      await page.getByTestId('answer').click()
      const ms = await heard(page)
      if (ms === null) silent++
      else audio.push(ms)
      await page.getByTestId('hang-up').click()
      await caller.done
      await presence('afterCall').click()
      await presence('available').waitFor()
    }
    audio.sort((a, b) => a - b)
    invites.sort((a, b) => a - b)
    return {
      name: 'answer',
      about: `${runs} calls, answered in Chromium on the same machine. Audio counts when the receiver plays its first decoded packet; silent counts runs without any in 5 s.`,
      rows: [
        {
          system: 'Lyhörd',
          runs,
          silent,
          'click-audio median ms': round(percentile(audio, 0.5)),
          'click-audio p90 ms': round(percentile(audio, 0.9)),
          'click-audio max ms': round(percentile(audio, 1)),
          'INVITE-200 median ms': round(percentile(invites, 0.5)),
          'INVITE-200 p90 ms': round(percentile(invites, 0.9)),
          'INVITE-200 max ms': round(percentile(invites, 1)),
        },
      ],
      aims: ['click on Answer to audio: median under 90 ms'],
    }
  } finally {
    await browser.close()
    await server.stop()
    stage.clear()
  }
}

async function heard(page: Page): Promise<number | null> {
  return page.evaluate(() => (window as unknown as Watched).firstAudio)
}

/** Runs in the page before anything else: remembers every peer connection. */
function keepPeers(): void {
  const peers: RTCPeerConnection[] = []
  ;(window as unknown as Watched).peers = peers
  const Original = window.RTCPeerConnection
  window.RTCPeerConnection = class extends Original {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      peers.push(this)
    }
  }
}

/**
 * Runs in the page: from the next click on Answer on, waits for the first packet that is played. The receiver itself tells when
 * that was; statistics would be up to 50 ms late, for Chromium keeps them that long.
 */
function watchAnswer(): void {
  const watched = window as unknown as Watched
  watched.firstAudio = new Promise((resolve) => {
    const button = document.querySelector('[data-testid=answer]')
    button?.addEventListener('click', () => void ask(performance.now()), { capture: true, once: true })
    async function ask(clicked: number): Promise<void> {
      while (performance.now() - clicked < 5_000) {
        const live = watched.peers.filter((peer) => peer.connectionState !== 'closed')
        const [source] = live.flatMap((peer) => peer.getReceivers()).flatMap((receiver) => receiver.getSynchronizationSources())
        if (source) {
          const playedAt = source.timestamp > 1e12 ? source.timestamp - performance.timeOrigin : source.timestamp
          resolve(Math.min(playedAt, performance.now()) - clicked)
          return
        }
        await new Promise((soon) => setTimeout(soon, 1))
      }
      resolve(null)
    }
  })
}
