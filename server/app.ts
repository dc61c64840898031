import { join } from 'node:path'
import express from 'express'
import { sql } from 'kysely'
import type { Floor, Line } from '../shared/floor/model.ts'
import { linesInOrder } from '../shared/floor/questions.ts'
import type { Figures } from '../shared/wire.ts'
import { createAboutPages } from './about/aboutPages.ts'
import { type Accounts, createAccounts } from './auth/accounts.ts'
import { type BoardLinks, createBoardLinks } from './auth/boardLinks.ts'
import { createDevices } from './auth/devices.ts'
import { createHashing } from './auth/hashing.ts'
import type { Cost } from './auth/passwords.ts'
import { loadReturnTickets } from './auth/returnTickets.ts'
import { createSessions, type Sessions } from './auth/sessions.ts'
import { createSetupToken } from './auth/setupToken.ts'
import { createSignInThrottle } from './auth/signInThrottle.ts'
import { type Config, isSecure } from './config.ts'
import { createCounts } from './duties/counts.ts'
import { createReports } from './duties/reports.ts'
import { sealingWith } from './duties/sealing.ts'
import { createDutyBook } from './duties/settings.ts'
import type { FloorPort } from './floor/port.ts'
import { restoreCalls } from './floor/restore.ts'
import { createWriter } from './floor/writer.ts'
import { ageForms, bringFormsForward } from './forms/aging.ts'
import { createForms } from './forms/forms.ts'
import { createNoteReading } from './forms/reading.ts'
import { publicLine } from './hours/hoursRoutes.ts'
import { createOpening } from './hours/opening.ts'
import { createApi, lastResort } from './http/api.ts'
import { boundConnections, fairShares } from './http/fairShares.ts'
import { type MetricsServer, serveMetrics } from './http/metricsServer.ts'
import { createPages } from './http/pages.ts'
import { floorNow } from './http/route.ts'
import { sameOriginOnly, securityHeaders } from './http/security.ts'
import { createWatch } from './http/watch.ts'
import { createWebServer, originOf } from './http/webServer.ts'
import { createImports } from './imports/imports.ts'
import { createBoardViews } from './live/boardViews.ts'
import { createFigureFeed } from './live/figureFeed.ts'
import { createLiveServer } from './live/liveServer.ts'
import { createLog, type Log } from './log.ts'
import { createLevelMeter } from './media/level.ts'
import { loadPrompts } from './media/prompts.ts'
import { shippedPrompts } from './media/shippedPrompts.ts'
import type { Sound, SoundSettings } from './media/sound/sound.ts'
import { createRecordings } from './prompts/recordings.ts'
import { createChangeStore } from './record/changeStore.ts'
import { createEmailReplies } from './record/emailReplies.ts'
import { forgetDeleted } from './record/forgetDeleted.ts'
import { beat, CALL_BEAT_MS, closeOpenCalls } from './record/heartbeat.ts'
import { loadFloor } from './record/loadFloor.ts'
import { lockRecord } from './record/lock.ts'
import { createMeetings } from './record/meetings.ts'
import { type Db, openRecord } from './record/open.ts'
import { createTextBook } from './record/writtenTexts.ts'
import { readReport } from './reports/readReport.ts'
import { createAsks } from './services/asks.ts'
import { createRegisterFiles } from './services/exchange/files.ts'
import { createServiceMeetings } from './services/meetings.ts'
import { createRegister, type Register } from './services/register.ts'
import { ship } from './services/shipped.ts'
import type { UnknownClient } from './shares/clientAddress.ts'
import { createStrangers } from './shares/strangers.ts'
import { forgetRemoved } from './staff/forgetRemoved.ts'
import { createGrounds } from './staff/grounds.ts'
import { createStaffDataDesk, type StaffDataDesk } from './staff/staffData.ts'
import { createTrainingLog } from './staff/training.ts'
import { createPresenceCounter, PRESENCE_BEAT_MS } from './staffing/presence.ts'
import { readStaffing } from './staffing/report.ts'
import { readFigures } from './stats/figures.ts'
import { createMetrics } from './stats/metrics.ts'
import { createReview } from './stats/review.ts'
import { createWeekReview } from './stats/week/weekReview.ts'
import { createSurveyTaking } from './survey/answers.ts'
import { createSurveyReviewing } from './survey/review.ts'
import { createSurveyPages } from './survey/surveyPages.ts'
import { readLeft } from './switchboard/standing.ts'
import { createSwitchboard, type Switchboard } from './switchboard.ts'
import { every } from './timers.ts'
import { createVoicemail } from './voicemail/voicemail.ts'

/** A session that has run out is ended so much later at most, in ms. */
const SESSION_SWEEP_MS = 30_000

export interface AppOptions {
  readonly log?: Log
  /** ms since 1970. */
  readonly clock?: () => number
  /** Where sound is carried; in this process when not given. */
  readonly openSound?: (settings: SoundSettings, onFault: (fault: Error) => void) => Promise<Sound>
  /** Another switchboard, for tests without telephones. */
  readonly createSwitchboard?: typeof createSwitchboard
  /** What hashing a password costs; cheap for tests, which make many accounts. */
  readonly passwordCost?: Cost
  /** `demo` marks every call of this server in the record. */
  readonly origin?: 'live' | 'demo'
}

export interface App {
  /** Begins to serve; gives the port, and the one-time set-up address while no account exists. */
  listen(): Promise<{ readonly port: number; readonly setupUrl: string | null }>
  /** Ends calls as interrupted, cuts every link and closes the record. The app cannot be used again. */
  close(): Promise<void>
  readonly floor: FloorPort
  readonly db: Db
  readonly accounts: Accounts
  readonly sessions: Sessions
  readonly boards: BoardLinks
  readonly staffData: StaffDataDesk
  readonly register: Register
  readonly switchboard: Switchboard
  readonly log: Log
}

/** How often it is looked whether the hour has turned, so that marks do not outlive it on a quiet server. */
const TURN_MS = 60_000
/** The least time between two warnings of one kind. */
const WARN_MS = 60_000

/** Says why clients cannot be told, now and then, and never who they are. */
function createSparingWarning(log: Log, clock: () => number): (why: UnknownClient) => void {
  const last = new Map<UnknownClient, number>()
  return (why) => {
    if (clock() - (last.get(why) ?? Number.NEGATIVE_INFINITY) < WARN_MS) return
    last.set(why, clock())
    log.warn('a request is refused: its client cannot be told; see TRUSTED_PROXIES', { code: why })
  }
}

/** In ms: how often what has grown old is looked for. */
const SWEEP_MS = 3_600_000

/** Builds the whole server on its record. Throws when the record cannot be opened or the media port is taken. */
export async function createApp(config: Config, options: AppOptions = {}): Promise<App> {
  const { clock = Date.now, log = createLog(config.logLevel) } = options
  const db = await openRecord(config.databaseFile)
  let unlock = (): void => {}
  const letGo = async (): Promise<void> => {
    await db.destroy()
    unlock()
  }
  try {
    unlock = lockRecord(config.databaseFile)
    return await build(config, db, letGo, log, clock, options)
  } catch (error) {
    await letGo()
    throw error
  }
}

async function build(config: Config, db: Db, letGo: () => Promise<void>, log: Log, clock: () => number, options: AppOptions): Promise<App> {
  const openSound = options.openSound ?? (await import('./media/sound/here.ts')).openSoundHere
  const sound = await openSound({ port: config.mediaPort, address: config.mediaAddress }, (error) => log.error('sound fault', { error }))
  const noted = readLeft(sound.left)
  const { closed, open } = await closeOpenCalls(
    db,
    noted.map(({ call }) => call.id),
  )
  const left = noted.filter(({ call }) => open.has(call.id))
  if (left.length > 0) log.warn('calls go on that a process before this one has led', { count: left.length })
  if (closed > 0) log.warn('calls left open were closed as interrupted', { count: closed })

  const store = createChangeStore(db, options.origin)
  const floor = createWriter(restoreCalls(await loadFloor(db, clock()), left), store, clock, (command, code) =>
    log.debug('refused', { command, code }),
  )
  const imports = await createImports({ db, lineOf: (line) => floorNow(floor).lines[line], log, clock })
  const register = await createRegister(db, clock)
  await ship(register)
  const registerFiles = createRegisterFiles()
  const isInCall = (account: string): boolean => {
    const is = floorNow(floor).advisors[account]?.state.is
    return is === 'talking' || is === 'offered'
  }
  const sessions = createSessions(db, isSecure(config), { clock, limits: config.sessions, isInCall })
  const devices = await createDevices(db, isSecure(config))
  const signIns = createSignInThrottle(clock)
  const accounts = createAccounts(db, floor, sessions, createHashing(options.passwordCost ? { cost: options.passwordCost } : {}))
  const staffData = createStaffDataDesk(db, accounts, clock)
  const boards = createBoardLinks(db, sessions, clock)
  const boardViews = createBoardViews(floor)
  const setup = createSetupToken(clock)

  const languagesOf = (line: string) => floorNow(floor).lines[line]?.service.languages ?? ['sv']
  const prompts = await loadPrompts(
    shippedPrompts(),
    join(config.dataDir, 'prompts'),
    (error) => log.error('own prompt cannot be played', { error }),
    languagesOf,
  )
  const recordings = createRecordings(prompts, join(config.dataDir, 'prompts'), shippedPrompts())

  const opening = createOpening(floor, clock)
  const voicemail = await createVoicemail({
    db,
    folder: join(config.dataDir, 'messages'),
    keyFile: config.voicemailKeyFile,
    createMeter: createLevelMeter,
    lineOf: (line) => floorNow(floor).lines[line],
    log,
    clock,
    origin: options.origin ?? 'live',
  })
  const dutyBook = createDutyBook(db, clock)
  const dutyTexts = createTextBook(db, 'guidance', clock)
  const formRules = createTextBook(db, 'formRules', clock)
  const knowledge = createTextBook(db, 'knowledge', clock)
  const dutyCounts = createCounts(db, clock)
  const dutyReports = createReports({
    ...{ db, sealing: sealingWith(voicemail), counts: dutyCounts, rules: dutyBook.now, log, clock },
    lineOf: (line) => floorNow(floor).lines[line],
  })
  await dutyReports.sweep()
  const forms = createForms({ db, lines: () => Object.values(floorNow(floor).lines), log, clock })
  await bringFormsForward(db)
  const report = (lines: readonly Line[], from: string, to: string) => readReport(db, lines, from, to)
  const serviceNamed = (name: string) => register.all().find((one) => one.name === name)?.id ?? null
  const surveyReview = createSurveyReviewing({ db, report, serviceNamed, clock })
  let closing = false
  const age = async (): Promise<void> => {
    const { cut, notesErased } = await ageForms(db, Object.values(floorNow(floor).lines), clock(), () => !closing)
    if (cut > 0) log.info('forms were cut off from their calls', { count: cut })
    if (notesErased > 0) await forgetDeleted(db)
    if (notesErased > 0) log.info('notes have come to their end and are erased', { count: notesErased })
    for (const line of Object.values(floorNow(floor).lines)) {
      const erased = await surveyReview.age(line)
      if (erased > 0) log.info('survey answers have come to their end and are erased', { line: line.id, count: erased })
    }
  }

  const web = express()
  const strangers = createStrangers(config, clock)
  const webServer = createWebServer(config, web, boundConnections(strangers, config.trustedProxies))
  const httpServer = webServer.server
  const switchboard = await (options.createSwitchboard ?? createSwitchboard)({
    httpServer: httpServer,
    floor,
    sessions,
    strangers,
    returnTickets: await loadReturnTickets(db, clock),
    config,
    log,
    prompts,
    opening,
    voicemail,
    sound,
    left,
  })
  const metrics = createMetrics(
    () => now,
    () => switchboard.figures(),
  )
  const following = floor.subscribe((numbered) => {
    now = numbered.floor
    metrics.count(numbered.changes)
    presence.changed(numbered)
  })
  let now: Floor = following.now
  const presence = createPresenceCounter(db, now, clock())
  const review = createReview(db, clock)
  const read = (): Promise<Figures> => readFigures(db, Object.values(now.lines), clock())
  const live = await createLiveServer({
    httpServer: httpServer,
    config,
    log,
    floor,
    sessions,
    boards,
    boardViews,
    strangers,
    switchboard,
    clock,
    mayAnswer: voicemail.mayAnswer,
    onMessagesChanged: voicemail.onChanged,
    onFormSaved: forms.onSaved,
    onFiguresMoved: (listener) => {
      const stops = [review.onSettingsChanged(listener), imports.onCounted(listener)]
      return () => {
        for (const stop of stops) stop()
      }
    },
    figures: (onChange) => createFigureFeed(read, onChange, (error) => log.error('figures fault', { error })),
  })

  const alive = async (): Promise<void> => {
    await sql`select 1`.execute(db)
    switchboard.figures()
  }
  web.disable('x-powered-by').disable('etag')
  web.use(securityHeaders(config))
  web.use(fairShares(strangers, createSparingWarning(log, clock)))
  web.use(createSurveyPages({ config, lines: () => linesInOrder(now), taking: createSurveyTaking(db, clock), strangers, log }))
  web.use(
    createAboutPages({
      config,
      lines: () => linesInOrder(now),
      knownOf: (line) => publicLine(line, opening.stateOf(line.id), now.keeping.is === 'able'),
      services: register.all,
      clock,
    }),
  )
  web.use(sameOriginOnly(config))
  web.use(createWatch({ config, sessions, alive, metrics: metrics.text, log }))
  web.use(
    createApi({
      config,
      log,
      floor,
      opening,
      accounts,
      sessions,
      boards,
      boardViews,
      signIns,
      devices,
      setup,
      recordings,
      replies: createEmailReplies(db, clock),
      forms,
      noteReading: createNoteReading({ db, log, clock }),
      voicemail,
      review,
      weeks: createWeekReview(db, clock),
      meetings: createMeetings(db, clock),
      report,
      staffing: (line, span, period) => readStaffing(db, line, span, period, clock()),
      surveyReview,
      strangers,
      imports,
      register,
      registerFiles,
      serviceMeetings: createServiceMeetings(db, clock),
      asks: createAsks(db, register, clock),
      dutyBook,
      dutyTexts,
      formRules,
      dutyCounts,
      dutyReports,
      staffData,
      knowledge,
      grounds: createGrounds(db, clock),
      training: createTrainingLog(db, clock),
    }),
  )
  web.use(createPages(config.clientDir))
  web.use((_request, response) => void response.status(404).type('text/plain').send('404'))
  web.use(lastResort(log))

  let metricsServer: MetricsServer | null = null
  const fault = (error: unknown): void => log.error('record fault', { error })
  const beats = every(CALL_BEAT_MS, () => void beat(db, now, clock()).catch(fault))
  let presenceWritten = Promise.resolve()
  const writePresence = (): void => {
    presenceWritten = presenceWritten.then(() => presence.write(clock())).catch(fault)
  }
  const presenceBeats = every(PRESENCE_BEAT_MS, writePresence)
  // Not waited for: after years without it there is much to do, and callers wait.
  let aging = age()
    .then(() => forgetRemoved(db))
    .catch(fault)
  const turns = every(TURN_MS, () => strangers.ledger.turn())
  const endSessions = async (): Promise<void> => {
    for (const account of await sessions.sweep()) await accounts.signedOut(account)
  }
  const sessionSweeps = every(SESSION_SWEEP_MS, () => void endSessions().catch(fault))
  const sweeps = every(SWEEP_MS, () => {
    aging = aging.then(age).catch(fault)
    dutyReports.sweep().catch(fault)
    staffData.sweep().catch(fault)
  })

  return {
    floor,
    db,
    accounts,
    sessions,
    boards,
    staffData,
    register,
    switchboard,
    log,

    async listen() {
      const port = await webServer.listen()
      metricsServer = config.metricsPort === null ? null : await serveMetrics(config.metricsPort, metrics.text)
      log.info('listening', { port })
      if (metricsServer) log.info('metrics are served', { port: metricsServer.port })
      return { port, setupUrl: (await accounts.any()) ? null : `${originOf(config, port)}/setup#${setup.token}` }
    },

    async close() {
      closing = true
      clearInterval(beats)
      clearInterval(sweeps)
      clearInterval(turns)
      clearInterval(sessionSweeps)
      signIns.close()
      clearInterval(presenceBeats)
      await aging
      await switchboard.close()
      opening.close()
      await sound.close()
      await live.close()
      await voicemail.close()
      boardViews.close()
      following.unsubscribe()
      writePresence()
      await presenceWritten
      await webServer.close()
      await metricsServer?.close()
      await imports.close()
      await registerFiles.close()
      await letGo()
    },
  }
}
