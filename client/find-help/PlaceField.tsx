import { createMemo, createSignal, createUniqueId, For, Show } from 'solid-js'
import { findPlaces, type Place } from '../../shared/geography/places.ts'
import { createWords } from '../i18n/i18n.ts'
import { placeKind } from './placeNames.ts'
import { findHelpWords } from './words.ts'

const words = createWords(findHelpWords)

export type Chosen = { readonly is: 'place'; readonly place: Place } | { readonly is: 'name'; readonly text: string }

/**
 * Finds a place by its letters, or hands on what was typed as a name to look for. A combobox (WAI-ARIA, list autocomplete with manual
 * selection) whose first place is marked from the start: letters and Enter are enough. The field empties itself when something is chosen.
 * With `label` and `hint` of another's own, only places are offered.
 */
export function PlaceField(props: {
  ref: HTMLInputElement
  own?: { readonly label: string; readonly hint: string }
  onChosen: (chosen: Chosen) => void
}) {
  const id = createUniqueId()
  const [typed, setTyped] = createSignal('')
  const [at, setAt] = createSignal(0)
  const options = createMemo((): Chosen[] => {
    const places = findPlaces(typed()).map((place) => ({ is: 'place', place }) as const)
    return props.own || typed().trim().length < 2 ? places : [...places, { is: 'name', text: typed().trim() }]
  })

  function choose(option: Chosen | undefined) {
    if (!option) return
    setTyped('')
    props.onChosen(option)
  }

  function pressed(event: KeyboardEvent) {
    const count = options().length
    if (event.key === 'Enter') choose(options()[at()])
    else if (event.key === 'ArrowDown' && count > 0) setAt((at() + 1) % count)
    else if (event.key === 'ArrowUp' && count > 0) setAt((at() - 1 + count) % count)
    else if (event.key === 'Escape' && typed() !== '') setTyped('')
    else return
    event.preventDefault()
  }

  return (
    <div class="field help-place">
      <label class="field__label" for={id}>
        {props.own?.label ?? words().place}
      </label>
      <p class="field__hint" id={`${id}-hint`}>
        {props.own?.hint ?? words().placeHint}
      </p>
      <input
        ref={props.ref}
        class="field__input"
        id={id}
        data-testid="help-place"
        data-tool-start
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        aria-autocomplete="list"
        aria-expanded={options().length > 0}
        aria-controls={`${id}-options`}
        aria-activedescendant={options().length > 0 ? `${id}-${at()}` : undefined}
        aria-describedby={`${id}-hint`}
        value={typed()}
        onInput={(event) => {
          setTyped(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={pressed}
      />
      <div
        class="help-options"
        role="listbox"
        id={`${id}-options`}
        aria-label={props.own?.label ?? words().place}
        hidden={options().length === 0}
      >
        <For each={options()}>
          {(option, place) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field, which keeps the focus
            <div
              class="help-option"
              role="option"
              id={`${id}-${place()}`}
              aria-selected={place() === at()}
              tabIndex={-1}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(option)}
            >
              <Show when={option.is === 'place' && option.place} fallback={words().byName(option.is === 'name' ? option.text : '')}>
                {(found) => (
                  <>
                    <span>{found().name}</span> <span class="muted small">{placeKind(found())}</span>
                  </>
                )}
              </Show>
            </div>
          )}
        </For>
      </div>
    </div>
  )
}
