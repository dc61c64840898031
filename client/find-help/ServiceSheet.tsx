import { createSignal, For, Show } from 'solid-js'
import { CRITERIA, type Service } from '../../shared/services/service.ts'
import { createWords } from '../i18n/i18n.ts'
import { printOnly } from './printOnly.ts'
import { checkedText, saidOf, textOf } from './say.ts'
import { serviceWords } from './serviceWords.ts'
import { findHelpWords } from './words.ts'

const words = createWords(findHelpWords)
const terms = createWords(serviceWords)

/** What to say of a service: large, in the order in which it is said; to copy and to print. */
export function ServiceSheet(props: { service: Service; now: number }) {
  let sheet!: HTMLDivElement
  const [copied, setCopied] = createSignal<boolean>()
  const said = () => saidOf(props.service)
  const partner = () => props.service.partnerContact
  const partnerNote = () =>
    [partner().systematic === 'yes' ? words().systematic : '', partner().planned === 'yes' ? words().planned : '']
      .filter(Boolean)
      .join(', ')

  function copy() {
    // without a secure context there is no clipboard
    const written = navigator.clipboard?.writeText(textOf(props.service)) ?? Promise.reject(new Error('no clipboard'))
    written.then(
      () => setCopied(true),
      () => setCopied(false),
    )
  }

  return (
    <div class="help-sheet stack" ref={sheet}>
      <h4 class="help-print-only">{props.service.name}</h4>
      <Show when={props.service.runsLine}>
        <p class="notice">{words().ownLine}</p>
      </Show>
      <Show when={said().length > 0} fallback={<p class="notice">{words().nothingKnown}</p>}>
        <dl class="help-say" aria-label={words().say}>
          <For each={said()}>
            {({ fact, label, text }) => (
              <div class="help-say__row" data-fact={fact}>
                <dt>{label}</dt>
                <dd class="tabular">{text}</dd>
              </div>
            )}
          </For>
        </dl>
      </Show>
      <Show when={props.service.note}>
        <p class="help-note">{props.service.note}</p>
      </Show>
      <p class="muted small">{checkedText(props.service, props.now)}</p>
      <div class="row help-tools">
        <button type="button" class="button" onClick={copy}>
          {words().copy}
        </button>
        <button type="button" class="button" onClick={() => printOnly(sheet)}>
          {words().print}
        </button>
        <span role="status">{copied() === undefined ? '' : copied() ? words().copied : words().copyFailed}</span>
      </div>
      <Show when={props.service.kind === 'violenceTreatment'}>
        <details class="help-quality">
          <summary>{words().quality}</summary>
          <dl class="help-facts">
            <For each={CRITERIA}>
              {(criterion) => (
                <div>
                  <dt>{terms().criteria[criterion]}</dt>
                  <dd>
                    {terms().met[props.service.criteria[criterion].met]}
                    <Show when={criterion === 'partnerContact' && partnerNote()}>{(note) => <>, {note()}</>}</Show>
                    <Show when={props.service.criteria[criterion].day}>{(day) => <span class="muted"> ({day()})</span>}</Show>
                    <Show when={props.service.criteria[criterion].note}>{(note) => <span class="help-note"> {note()}</span>}</Show>
                  </dd>
                </div>
              )}
            </For>
            <Show when={props.service.ambition}>
              <div>
                <dt>{terms().facts.ambition}</dt>
                <dd class="help-note">{props.service.ambition}</dd>
              </div>
            </Show>
            <Show when={props.service.source}>
              <div>
                <dt>{terms().facts.source}</dt>
                <dd>{props.service.source}</dd>
              </div>
            </Show>
          </dl>
          <p class="muted small">{words().partnerTold}</p>
        </details>
      </Show>
    </div>
  )
}
