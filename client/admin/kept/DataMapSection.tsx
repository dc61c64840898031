import { createEffect, For, Show } from 'solid-js'
import { ok, refuse } from '../../../shared/errors.ts'
import type { Sheet } from '../../../shared/sheet.ts'
import { type DataGround, GROUND_MOST, placesOf } from '../../../shared/staff/dataMap.ts'
import { createWords } from '../../i18n/i18n.ts'
import { SaveSheets } from '../../review/sheets/SaveSheets.tsx'
import { api } from '../../ui/api.ts'
import { createHeld } from '../../ui/createHeld.ts'
import { createNote } from '../../ui/createNote.ts'
import { ErrorText } from '../../ui/ErrorText.tsx'
import { KeptTextField } from '../../ui/KeptTextField.tsx'
import './data.css'
import { dataWords } from './words.ts'

const words = createWords(dataWords)
const PATH = '/api/data-map'

/** For supervisors: everything that is kept, kind by kind, with the legal ground that they write down themselves. */
export default function DataMapSection() {
  const grounds = createHeld(async () => {
    const answer = await api.get<DataGround[]>(PATH)
    // createHeld tells things in lists apart by their `id`
    return answer.ok ? ok(answer.value.map((ground) => ({ ...ground, id: ground.kind }))) : answer
  })

  function sheets(): readonly Sheet[] {
    const { kind, purpose, kept, readers, ground, places, title, noCallers, kinds } = words()
    const rows = (grounds.value() ?? []).map((one) => [...kinds[one.kind], one.text || null, placesOf(one.kind).join('; ') || null])
    return [{ name: title, above: [noCallers], columns: [kind, purpose, kept, readers, ground, places], rows }]
  }

  return (
    <section class="stack data-map" aria-labelledby="data">
      <div class="admin-head">
        <h2 id="data">{words().title}</h2>
        <SaveSheets sheets={sheets} name={`lyhord-${words().file}`} disabled={!grounds.value()} />
      </div>
      <p>{words().lead}</p>
      <p class="notice notice--plain">{words().noCallers}</p>
      <p>{words().staff}</p>
      <ErrorText refusal={grounds.refusal()} />
      <ul class="admin-list">
        <For each={grounds.value() ?? []}>{(ground) => <Kind ground={ground} onSaved={() => void grounds.ask()} />}</For>
      </ul>
    </section>
  )
}

function Kind(props: { ground: DataGround; onSaved: () => void }) {
  const { kind, text: atFirst } = props.ground
  const said = (place: 0 | 1 | 2 | 3) => words().kinds[kind][place]
  const path = `${PATH}/${kind}`
  const draft = createNote<DataGround>(
    { ...props.ground },
    {
      async save(text, version) {
        const answer = await api.put<DataGround>(path, { text, version })
        if (answer.ok) props.onSaved()
        return answer
      },
      async read() {
        const answer = await api.get<DataGround[]>(PATH)
        const found = answer.ok ? answer.value.find((one) => one.kind === kind) : undefined
        return found ? ok(found) : answer.ok ? refuse('notFound') : answer
      },
    },
  )
  createEffect(() => draft.adopt({ ...props.ground }))

  return (
    <li class="stack data-kind" data-testid={`data-${kind}`}>
      <h3>{said(0)}</h3>
      <dl class="data-kind__facts">
        <For each={[words().purpose, words().kept, words().readers]}>
          {(name, index) => (
            <div>
              <dt>{name}</dt>
              <dd>{said((index() + 1) as 1 | 2 | 3)}</dd>
            </div>
          )}
        </For>
      </dl>
      <details>
        <summary>{words().places}</summary>
        <Show when={placesOf(kind).length > 0} fallback={<p class="muted">{words().noPlaces}</p>}>
          <ul class="data-kind__places">
            <For each={placesOf(kind)}>{(place) => <li>{place}</li>}</For>
          </ul>
        </Show>
      </details>
      <details open={atFirst !== ''}>
        <summary>{words().ground}</summary>
        <KeptTextField
          draft={draft}
          label={`${words().ground}: ${said(0)}`}
          hint={words().groundHint}
          rows={3}
          most={GROUND_MOST}
          testId={`ground-${kind}`}
        />
      </details>
    </li>
  )
}
