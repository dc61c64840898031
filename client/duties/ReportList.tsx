import { For, Show } from 'solid-js'
import type { ReportItem } from '../../shared/duties/reports.ts'
import { createWords } from '../i18n/i18n.ts'
import { momentText } from '../ui/momentText.ts'
import { dutyWords } from './words.ts'

const words = createWords(dutyWords)

/** Reports without what is in them: whose, when, what has become of them, and who has read them. */
export function ReportList(props: { title: string; items: readonly ReportItem[]; now: number; onOpen: (item: ReportItem) => void }) {
  const about = (item: ReportItem) => `${words().titles[item.kind]}, ${words().made(item.madeOn)}`
  const fate = (item: ReportItem) =>
    [
      item.author.name && words().by(item.author.name),
      item.sentOn === null ? words().unsent : words().sent(item.sentOn),
      item.erasedOn === null ? words().eraseOn(item.eraseOn) : words().erased(item.erasedOn),
    ]
      .filter(Boolean)
      .join(' · ')
  return (
    <section class="stack" aria-label={props.title}>
      <h3>{props.title}</h3>
      <ul class="duty-list">
        <For each={props.items}>
          {(item) => (
            <li class="duty-item" data-testid="duty-item" data-sent={item.sentOn !== null}>
              <div>
                <p>{about(item)}</p>
                <p class="muted small">{fate(item)}</p>
                <Show when={item.readings.length > 0}>
                  <details class="small">
                    <summary>{words().readings(item.readings.length)}</summary>
                    <ul class="tabular">
                      <For each={item.readings}>
                        {({ name, at }) => (
                          <li>
                            {momentText(at, props.now)} {name}
                          </li>
                        )}
                      </For>
                    </ul>
                  </details>
                </Show>
              </div>
              <Show when={item.erasedOn === null}>
                <button type="button" class="button" aria-label={words().openNamed(about(item))} onClick={() => props.onOpen(item)}>
                  {words().openIt}
                </button>
              </Show>
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}
