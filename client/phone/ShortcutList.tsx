import { For } from 'solid-js'
import { createWords, language } from '../i18n/i18n.ts'
import { SHORTCUTS } from './shortcuts.ts'
import { TOOLS } from './tools/tools.ts'
import { phoneWords } from './words.ts'

const words = createWords(phoneWords)

/** The keys, where they are learnt: on the page itself. */
export function ShortcutList() {
  const rows = () =>
    [
      [SHORTCUTS.answer, words().answer],
      [SHORTCUTS.end, words().shortcutEnd],
      [SHORTCUTS.mute, words().mute],
      [SHORTCUTS.hold, words().hold],
      ...TOOLS.map(({ key, name }) => [key, name[language()]] as const),
    ] as const
  return (
    <details class="card shortcuts">
      <summary>{words().shortcuts}</summary>
      <dl>
        <For each={rows()}>
          {([key, what]) => (
            <div>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{what}</dd>
            </div>
          )}
        </For>
      </dl>
    </details>
  )
}
