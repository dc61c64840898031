import { type Component, createEffect, createSignal, For, onMount } from 'solid-js'
import type { Line } from '../../../shared/floor/model.ts'
import { createWords, language } from '../../i18n/i18n.ts'
import { lazyPart } from '../../ui/lazyPart.tsx'
import { Changing } from '../Changing.tsx'
import type { Change } from '../createChange.ts'
import { createLineChange } from '../createLineChange.ts'
import { settingsHash } from './address.ts'
import { settingsWords } from './settingsWords.ts'
import './line.css'

const words = createWords(settingsWords)

/** `onSaved` asks for the lines again. */
export interface PartProps {
  readonly change: Change<Line>
  readonly onSaved: () => void
}
type PartOfLine = Component<PartProps>

/** The parts of a line's settings, in the order in which they are shown; each loads when it is first opened. */
const PARTS: readonly {
  readonly id: string
  readonly name: { readonly sv: string; readonly en: string }
  readonly Part: PartOfLine
}[] = [
  { id: 'hours', name: { sv: 'Öppettider', en: 'Opening hours' }, Part: lazyPart(() => import('./HoursEditor.tsx')) },
  {
    id: 'prompts',
    name: { sv: 'Språk och inspelningar', en: 'Languages and recordings' },
    Part: lazyPart(() => import('./PromptsEditor.tsx')),
  },
  { id: 'voicemail', name: { sv: 'Meddelanden', en: 'Messages' }, Part: lazyPart(() => import('./VoicemailSettings.tsx')) },
  {
    id: 'telephone',
    name: { sv: 'Telefonnummer och motringning', en: 'Telephone number and call-backs' },
    Part: lazyPart(() => import('./CallBackSettings.tsx')),
  },
  { id: 'interpreters', name: { sv: 'Tolktjänster', en: 'Interpreters' }, Part: lazyPart(() => import('./InterpreterList.tsx')) },
  { id: 'forms', name: { sv: 'Formulär och anteckningar', en: 'Forms and notes' }, Part: lazyPart(() => import('./FormSettings.tsx')) },
]

/** One line's settings, part by part; `part` is the id in the address. A part that has been opened keeps what is typed in it while another is looked at. */
export default function LineSettings(props: { line: Line; part: string; onSaved: () => void }) {
  const here = () => PARTS.find(({ id }) => id === props.part)?.id ?? PARTS[0]?.id
  const [opened, setOpened] = createSignal<readonly string[]>([])
  let heading!: HTMLHeadingElement
  createEffect(() => {
    const id = here()
    if (id !== undefined) setOpened((before) => (before.includes(id) ? before : [...before, id]))
  })
  onMount(() => heading.focus())

  return (
    <section class="stack line-settings" aria-labelledby="line-settings">
      <p>
        <a class="admin-link" href="#lines">
          ← {words().allLines}
        </a>
      </p>
      <h2 id="line-settings" tabindex="-1" ref={heading}>
        {props.line.name}
      </h2>
      <nav class="sections line-parts" aria-label={words().parts}>
        <For each={PARTS}>
          {(part) => (
            <a href={settingsHash(props.line.id, part.id)} aria-current={here() === part.id ? 'page' : undefined}>
              {part.name[language()]}
            </a>
          )}
        </For>
      </nav>
      <For each={PARTS.filter(({ id }) => opened().includes(id))}>
        {({ id, Part }) => (
          <div hidden={here() !== id}>
            <PartOfSettings Part={Part} line={props.line} onSaved={props.onSaved} />
          </div>
        )}
      </For>
    </section>
  )
}

/** Each part has a change of its own: what is typed in one is not touched when another is saved. */
function PartOfSettings(props: { Part: PartOfLine; line: Line; onSaved: () => void }) {
  const change = createLineChange(props.line)
  return <Changing change={change}>{() => <props.Part change={change} onSaved={props.onSaved} />}</Changing>
}
