import { createSignal, createUniqueId, For, Show } from 'solid-js'
import { COUNTRY, findPlaces, PLACES } from '../../shared/geography/places.ts'
import { AREA_WAYS, type AreaWay, type ServedArea } from '../../shared/services/service.ts'
import { placeName } from '../find-help/placeNames.ts'
import { serviceWords } from '../find-help/serviceWords.ts'
import { createWords } from '../i18n/i18n.ts'
import { registerWords } from './words.ts'

const words = createWords(registerWords)
const terms = createWords(serviceWords)

/** The places that a service is there for, each with how. */
export function AreasField(props: { areas: readonly ServedArea[]; error: string | undefined; onChange: (areas: ServedArea[]) => void }) {
  const id = createUniqueId()
  const [typed, setTyped] = createSignal('')
  const [unknown, setUnknown] = createSignal(false)
  const plain = () => props.areas.map((area) => ({ ...area }))

  function add(place: string | undefined) {
    setUnknown(place === undefined)
    if (place === undefined) return
    setTyped('')
    if (!props.areas.some((area) => area.place === place)) props.onChange([...plain(), { place, by: 'own' }])
  }

  return (
    <fieldset class="stack register-areas" data-invalid={props.error ? true : undefined}>
      <legend class="field__label">{terms().facts.areas}</legend>
      <p class="field__hint">{words().areasHint}</p>
      <ul class="register-list">
        <For each={props.areas.map(({ place }) => place)}>
          {(place) => (
            <li class="row">
              <span class="register-area">{placeName(place)}</span>
              <select
                class="select"
                aria-label={words().way(placeName(place))}
                value={props.areas.find((area) => area.place === place)?.by}
                onChange={(event) =>
                  props.onChange(plain().map((area) => (area.place === place ? { place, by: event.currentTarget.value as AreaWay } : area)))
                }
              >
                <For each={AREA_WAYS}>{(way) => <option value={way}>{terms().ways[way]}</option>}</For>
              </select>
              <button
                type="button"
                class="button"
                aria-label={words().removeArea(placeName(place))}
                onClick={() => props.onChange(plain().filter((area) => area.place !== place))}
              >
                {words().remove}
              </button>
            </li>
          )}
        </For>
      </ul>
      <div class="row">
        <input
          class="field__input register-area-input"
          list={id}
          aria-label={words().addArea}
          value={typed()}
          aria-invalid={unknown() || props.error ? true : undefined}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            add(findPlaces(typed(), 1)[0]?.id)
          }}
        />
        <datalist id={id}>
          <For each={PLACES}>{({ name }) => <option value={name} />}</For>
        </datalist>
        <button type="button" class="button" onClick={() => add(findPlaces(typed(), 1)[0]?.id)}>
          {words().addArea}
        </button>
        <button type="button" class="button" onClick={() => add(COUNTRY)}>
          {words().addCountry}
        </button>
      </div>
      <Show when={unknown() || props.error}>
        <p class="error-text" role="alert">
          {words().allowed.areas}
        </p>
      </Show>
    </fieldset>
  )
}
