import { For, Show } from 'solid-js'
import { RULED } from '../../shared/form/questionnaire.ts'
import type { WrittenTexts } from '../../shared/writtenTexts.ts'
import { createWords, language } from '../i18n/i18n.ts'
import { VersionedText } from '../texts/VersionedText.tsx'
import { api } from '../ui/api.ts'
import { createHeld } from '../ui/createHeld.ts'
import { ErrorText } from '../ui/ErrorText.tsx'
import { ruleWords } from './ruleWords.ts'

const words = createWords(ruleWords)

/** What the operator writes on how questions of the form are to be answered, where the sources give no rule. */
export default function FormRules() {
  const rules = createHeld(() => api.get<WrittenTexts>('/api/form-rules'))
  return (
    <section class="stack" aria-labelledby="form-rules">
      <h2 id="form-rules">{words().title}</h2>
      <p>{words().lead}</p>
      <ErrorText refusal={rules.refusal()} />
      <Show when={rules.value()}>
        {(written) => (
          <For each={RULED}>
            {(question) => (
              <VersionedText
                id={question.id}
                path={`/api/form-rules/${question.id}`}
                title={question[language()]}
                hint={words().hint}
                now={written()[question.id]}
                shipped={null}
                mayWrite
                mayBeEmpty
                none={words().none}
                onChanged={() => void rules.ask()}
              />
            )}
          </For>
        )}
      </Show>
    </section>
  )
}
