import { expect, it } from 'vitest'
import type { VolumeSettings } from '../../../shared/volume/volume.ts'
import { draftOf, readDraft, type SettingsDraft } from './settingsDraft.ts'

const settings: VolumeSettings = {
  baseline: { is: 'target', calls: 1_200 },
  along: 'calendar',
  per: 'million',
  catchments: [
    { from: '2019-02-04', inhabitants: 3_600_000 },
    { from: '2021-01-01', inhabitants: 10_400_000 },
  ],
}
const write = (value: number) => new Intl.NumberFormat('sv-SE').format(value)

it.each<VolumeSettings>([
  settings,
  { ...settings, baseline: { is: 'own', from: '2019-02', to: '2019-11' } },
  { ...settings, baseline: { is: 'respectMonths' } },
  { ...settings, baseline: { is: 'respectAverage' } },
])('what is written is read', (one) => expect(readDraft(draftOf(one, write))).toEqual(one))

it('puts catchments in the order of their days', () => {
  const draft = draftOf(settings, write)
  expect(readDraft({ ...draft, catchments: draft.catchments.toReversed() })).toEqual(settings)
})

it.each<[Partial<SettingsDraft>, unknown]>([
  [{ target: '0' }, { field: 'target' }],
  [{ target: '1 000 001' }, { field: 'target' }],
  [{ target: 'sextio' }, { field: 'target' }],
  [{ is: 'own', ownFrom: '', ownTo: '2020-01' }, { field: 'ownFrom' }],
  [{ is: 'own', ownFrom: '2020-02', ownTo: '2020-01' }, { field: 'ownTo' }],
  [{ catchments: [] }, { field: 'catchments' }],
  [{ catchments: [{ key: 7, from: '2020-02-30', inhabitants: '1' }] }, { field: 'from', key: 7 }],
  [{ catchments: [{ key: 7, from: '', inhabitants: '1' }] }, { field: 'from', key: 7 }],
  [{ catchments: [{ key: 7, from: '2020-02-28', inhabitants: '1,5' }] }, { field: 'inhabitants', key: 7 }],
  [{ catchments: [2, 7].map((key) => ({ key, from: '2020-02-28', inhabitants: '1' })) }, { field: 'twice', key: 7 }],
])('%j is refused', (part, fault) => expect(readDraft({ ...draftOf(settings, write), ...part })).toEqual(fault))
