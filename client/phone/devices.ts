/** Choice of devices and sound settings, kept in this browser: which headset one uses is nobody else's business. */
export interface SoundChoice {
  /** Device ids; '' is the default device. */
  readonly microphone: string
  readonly output: string
  readonly ring: string
  /** 0 to 1 */
  readonly ringVolume: number
  readonly echoCancellation: boolean
  readonly noiseSuppression: boolean
  readonly autoGainControl: boolean
}

/** A ring in the room by default: a headset on the desk must not be the only thing that rings. */
export const defaultChoice: SoundChoice = {
  microphone: '',
  output: '',
  ring: '',
  ringVolume: 0.7,
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: false,
}

const STORED_AS = 'lyhord.sound'

/** The kept choice, with the default for whatever is missing or malformed. */
export function loadChoice(storage: Pick<Storage, 'getItem'>): SoundChoice {
  try {
    const kept: unknown = JSON.parse(storage.getItem(STORED_AS) ?? '{}')
    if (typeof kept !== 'object' || kept === null) return defaultChoice
    const fields = Object.entries(kept).filter(
      ([name, value]) => name in defaultChoice && typeof value === typeof defaultChoice[name as keyof SoundChoice],
    )
    const choice: SoundChoice = { ...defaultChoice, ...Object.fromEntries(fields) }
    return { ...choice, ringVolume: Math.min(1, Math.max(0, choice.ringVolume)) }
  } catch {
    return defaultChoice
  }
}

/** Keeps the choice; a browser that forbids storage just forgets it with the page. */
export function saveChoice(storage: Pick<Storage, 'setItem'>, choice: SoundChoice): void {
  try {
    storage.setItem(STORED_AS, JSON.stringify(choice))
  } catch {
    // nothing to do: the choice still holds for this page
  }
}

export interface Device {
  readonly id: string
  readonly label: string
}

export interface Devices {
  readonly microphones: readonly Device[]
  readonly outputs: readonly Device[]
  /** What the system plays on when nothing is chosen; '' when the browser does not tell. */
  readonly defaultOutput: string
  readonly defaultMicrophone: string
}

export const noDevices: Devices = { microphones: [], outputs: [], defaultOutput: '', defaultMicrophone: '' }

type Listed = Pick<MediaDeviceInfo, 'deviceId' | 'kind' | 'label'>

/** What the browser lists, without the aliases for "default" and without devices that it does not name before it may. */
export function readDevices(listed: readonly Listed[]): Devices {
  const of = (kind: MediaDeviceKind) => listed.filter((device) => device.kind === kind)
  const own = (kind: MediaDeviceKind) =>
    of(kind)
      .filter(({ deviceId }) => deviceId !== '' && deviceId !== 'default' && deviceId !== 'communications')
      .map(({ deviceId, label }) => ({ id: deviceId, label }))
  const standard = (kind: MediaDeviceKind) => {
    const alias = of(kind).find(({ deviceId }) => deviceId === 'default')?.label ?? ''
    return alias.replace(/^[^-]*- /, '') || (own(kind)[0]?.label ?? '')
  }
  return {
    microphones: own('audioinput'),
    outputs: own('audiooutput'),
    defaultOutput: standard('audiooutput'),
    defaultMicrophone: standard('audioinput'),
  }
}

/** The device to use now: the chosen one while it is there, else the default (''). The choice itself stays, for when it comes back. */
export function present(chosen: string, devices: readonly Device[]): string {
  return devices.some(({ id }) => id === chosen) ? chosen : ''
}

/** Whether this browser can choose where sound is played. */
export function canChooseOutput(): boolean {
  return typeof HTMLMediaElement !== 'undefined' && 'setSinkId' in HTMLMediaElement.prototype
}
