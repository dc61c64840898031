import { type Accessor, createEffect, createSignal, onCleanup } from 'solid-js'
import { bitOf, type HidCollection, type HidMap, lightReports, mapHeadset, TELEPHONY_PAGE } from './hid.ts'

/** The part of WebHID that is used here; TypeScript's library does not have it. */
interface HidDevice extends EventTarget {
  readonly productName: string
  readonly opened: boolean
  readonly collections: readonly HidCollection[]
  open(): Promise<void>
  close(): Promise<void>
  sendReport(reportId: number, data: Uint8Array<ArrayBuffer>): Promise<void>
}
interface Hid extends EventTarget {
  getDevices(): Promise<readonly HidDevice[]>
  requestDevice(options: { readonly filters: readonly { readonly usagePage: number }[] }): Promise<readonly HidDevice[]>
}
interface InputReport extends Event {
  readonly reportId: number
  readonly data: DataView
}

export interface HeadsetActions {
  readonly lights: Accessor<{ readonly offHookLight: boolean; readonly muteLight: boolean; readonly ringLight: boolean }>
  /** The hook was lifted or laid down. */
  readonly onHook: (lifted: boolean) => void
  readonly onMute: () => void
}

export interface Headset {
  readonly supported: boolean
  /** Name of the connected headset; undefined without one. */
  readonly name: Accessor<string | undefined>
  readonly failed: Accessor<boolean>
  /** Lets the advisor pick a headset; needs a click. */
  readonly connect: () => Promise<void>
}

/**
 * A headset's own buttons, where the browser has WebHID; optional in every way. A headset that was allowed before is taken up again
 * by itself. Lets go with its owner.
 */
export function createHeadset(actions: HeadsetActions): Headset {
  const hid = (navigator as unknown as { readonly hid?: Hid }).hid
  const [device, setDevice] = createSignal<HidDevice>()
  const [failed, setFailed] = createSignal(false)
  let map: HidMap = {}

  function pressed(event: Event) {
    const { reportId, data } = event as InputReport
    const hook = bitOf(map.hook, reportId, data)
    if (hook !== undefined && hook !== actions.lights().offHookLight) actions.onHook(hook)
    if (bitOf(map.mute, reportId, data)) actions.onMute()
  }

  async function use(found: HidDevice | undefined) {
    if (!found) return
    map = mapHeadset(found.collections)
    if (!map.hook && !map.mute) return setFailed(true)
    try {
      if (!found.opened) await found.open()
      found.addEventListener('inputreport', pressed)
      setDevice(found)
      setFailed(false)
    } catch {
      // another program holds it
      setFailed(true)
    }
  }

  function unplugged() {
    setDevice(undefined)
  }

  createEffect(() => {
    const lit = device()
    const lights = actions.lights()
    if (!lit) return
    for (const [reportId, bytes] of lightReports(map, lights)) lit.sendReport(reportId, bytes).catch(() => {})
  })

  hid
    ?.getDevices()
    .then(([known]) => use(known))
    .catch(() => {})
  hid?.addEventListener('disconnect', unplugged)
  onCleanup(() => {
    hid?.removeEventListener('disconnect', unplugged)
    const open = device()
    open?.removeEventListener('inputreport', pressed)
    void open?.close().catch(() => {})
  })

  return {
    supported: hid !== undefined,
    name: () => device()?.productName,
    failed,
    async connect() {
      const [picked] = (await hid?.requestDevice({ filters: [{ usagePage: TELEPHONY_PAGE }] }).catch(() => [])) ?? []
      if (picked) await use(picked)
    },
  }
}
