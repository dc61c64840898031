import { describe, expect, it } from 'vitest'
import { defaultChoice, loadChoice, present, readDevices, saveChoice } from './devices.ts'

const shelf = (text: string | null) => ({ getItem: () => text })

describe('the kept choice', () => {
  it('is the default when nothing, nonsense or a forbidden store is found', () => {
    expect(loadChoice(shelf(null))).toEqual(defaultChoice)
    expect(loadChoice(shelf('no json'))).toEqual(defaultChoice)
    expect(loadChoice(shelf('[]'))).toEqual(defaultChoice)
    const forbidden = {
      getItem() {
        throw new Error('forbidden')
      },
    }
    expect(loadChoice(forbidden)).toEqual(defaultChoice)
  })

  it('keeps what fits and drops what does not', () => {
    const kept = loadChoice(shelf(JSON.stringify({ microphone: 'm', output: 7, ringVolume: 9, other: 'x' })))
    expect(kept).toEqual({ ...defaultChoice, microphone: 'm', ringVolume: 1 })
  })

  it('comes back as it was saved', () => {
    let text = ''
    const storage = {
      setItem(_key: string, value: string) {
        text = value
      },
    }
    saveChoice(storage, { ...defaultChoice, ring: 'r' })
    expect(loadChoice(shelf(text))).toEqual({ ...defaultChoice, ring: 'r' })
  })
})

describe('devices', () => {
  const listed = [
    { kind: 'audioinput', deviceId: 'default', label: 'Default - Headset' },
    { kind: 'audioinput', deviceId: 'a', label: 'Headset' },
    { kind: 'audiooutput', deviceId: 'b', label: 'Speakers' },
    { kind: 'videoinput', deviceId: 'c', label: 'Camera' },
    { kind: 'audiooutput', deviceId: '', label: '' },
  ] as const

  it('are listed without aliases, with the name of the default', () => {
    expect(readDevices(listed)).toEqual({
      microphones: [{ id: 'a', label: 'Headset' }],
      outputs: [{ id: 'b', label: 'Speakers' }],
      defaultMicrophone: 'Headset',
      defaultOutput: 'Speakers',
    })
  })

  it('fall back to the default while the chosen one is gone', () => {
    const { outputs } = readDevices(listed)
    expect(present('b', outputs)).toBe('b')
    expect(present('gone', outputs)).toBe('')
  })
})
