import { createEffect, createMemo, createSignal, For, on, onCleanup, onMount, Show } from 'solid-js'
import { COUNTIES } from '../../shared/geography/counties.ts'
import { folded, placesAround } from '../../shared/geography/places.ts'
import { isDue, SERVICE_KINDS, type Service } from '../../shared/services/service.ts'
import { placeName } from '../find-help/placeNames.ts'
import { serviceWords } from '../find-help/serviceWords.ts'
import { createWords } from '../i18n/i18n.ts'
import { api } from '../ui/api.ts'
import { createHeld } from '../ui/createHeld.ts'
import { ErrorText } from '../ui/ErrorText.tsx'
import { Field } from '../ui/Field.tsx'
import { dayText } from './factText.ts'
import { Choice } from './inputs.tsx'
import { ServiceEditor } from './ServiceEditor.tsx'
import { registerWords } from './words.ts'

const words = createWords(registerWords)
const terms = createWords(serviceWords)
const NEW = 'new'

/** Every service, to be found and opened; which one is open is in the address. */
export default function ServicesPage() {
  let main!: HTMLDivElement
  const held = createHeld(() => api.get<Service[]>('/api/register'))
  const [open, setOpen] = createSignal(location.hash.slice(1))
  const [typed, setTyped] = createSignal('')
  const [kind, setKind] = createSignal('')
  const [county, setCounty] = createSignal('')
  const [closed, setClosed] = createSignal(false)

  onMount(() => {
    const follow = () => setOpen(location.hash.slice(1))
    window.addEventListener('hashchange', follow)
    onCleanup(() => window.removeEventListener('hashchange', follow))
  })
  createEffect(on(open, () => queueMicrotask(() => main.querySelector('h2')?.focus()), { defer: true }))

  const chosen = () => held.value()?.find(({ id }) => id === open())
  const shown = createMemo(() => {
    const asked = folded(typed())
    return (held.value() ?? [])
      .filter(
        (service) =>
          (closed() || !service.closed) &&
          (kind() === '' || service.kind === kind()) &&
          (county() === '' || service.areas.some(({ place }) => placesAround(place).includes(county()))) &&
          (asked === '' || textsOf(service).some((text) => folded(text).includes(asked))),
      )
      .sort((a, b) => a.name.localeCompare(b.name, 'sv'))
  })

  function saved(service: Service) {
    void held.ask()
    if (open() === NEW) location.hash = service.id
  }

  return (
    <div class="stack" ref={main}>
      <ErrorText refusal={held.refusal()} />
      <Show when={held.value()} fallback={<Show when={!held.refusal()}>{<p class="muted">{words().loading}</p>}</Show>}>
        {(all) => (
          <Show
            when={open() !== NEW && !chosen()}
            fallback={
              <Show when={open() === NEW ? NEW : open()} keyed>
                {(id) => (
                  <>
                    <a class="register-back" href="#list">
                      {words().back}
                    </a>
                    <ServiceEditor service={id === NEW ? undefined : chosen()} onSaved={saved} />
                  </>
                )}
              </Show>
            }
          >
            <div class="register-filter">
              <Field label={words().filter} value={typed()} onInput={(event) => setTyped(event.currentTarget.value)} />
              <Choice
                label={words().kind}
                value={kind()}
                options={[['', words().all], ...SERVICE_KINDS.map((each) => [each, terms().kinds[each]] as const)]}
                onChange={setKind}
              />
              <Choice
                label={words().county}
                value={county()}
                options={[
                  ['', words().all],
                  ...Object.keys(COUNTIES)
                    .sort()
                    .map((code) => [code, placeName(code)] as const),
                ]}
                onChange={setCounty}
              />
              <a class="button button--primary" href={`#${NEW}`}>
                {words().add}
              </a>
            </div>
            <label class="register-tick">
              <input type="checkbox" checked={closed()} onChange={(event) => setClosed(event.currentTarget.checked)} /> {words().showClosed}
            </label>
            <p role="status" data-testid="register-count" data-value={shown().length}>
              {words().count(shown().length, all().length)}
            </p>
            <ul class="register-list">
              <For each={shown()}>
                {(service) => (
                  <li>
                    <a class="register-name" href={`#${service.id}`}>
                      {service.name}
                    </a>
                    <span class="muted small">{aboutOf(service)}</span>
                    <Show when={isDue(service, Date.now())}>
                      <span class="register-due small">{words().due}</span>
                    </Show>
                  </li>
                )}
              </For>
            </ul>
          </Show>
        )}
      </Show>
    </div>
  )
}

const textsOf = ({ name, organisation, areas }: Service): string[] => [name, organisation, ...areas.map(({ place }) => placeName(place))]

function aboutOf(service: Service): string {
  const { name: _name, areas, origin, closed, checkedAt, checkedBy } = service
  const { coverages: _coverages, kinds, levels } = terms()
  const places = areas.slice(0, 3).map(({ place }) => placeName(place))
  const more = areas.length > 3 ? words().more(areas.length - 3) : ''
  return [
    service.organisation,
    kinds[service.kind],
    service.level ? levels[service.level] : '',
    [...places, more].filter(Boolean).join(', '),
    checkedAt === null ? words().neverChecked : words().checkedOn(dayText(checkedAt), checkedBy ?? ''),
    origin === 'shipped' ? words().shippedMark : origin === 'demo' ? words().demoMark : '',
    closed ? words().closedMark : '',
  ]
    .filter(Boolean)
    .join(' · ')
}
