import { createSignal } from 'solid-js'
import type { Refusal } from '../../../shared/errors.ts'
import { KEEP_MONTHS, type SurveyKeeping, type SurveyReview } from '../../../shared/survey/review.ts'
import { createWords } from '../../i18n/i18n.ts'
import { api } from '../../ui/api.ts'
import { ErrorText } from '../../ui/ErrorText.tsx'
import { Field } from '../../ui/Field.tsx'
import { surveyReviewWords } from './words.ts'

const words = createWords(surveyReviewWords)

/** For how long the sums of a period are kept after its end. */
export function KeepingForm(props: { review: SurveyReview; onChanged: () => void }) {
  const hint = () => words().keepHint(KEEP_MONTHS.least, KEEP_MONTHS.most)
  const [wrong, setWrong] = createSignal(false)
  const [refusal, setRefusal] = createSignal<Refusal>()
  const [saved, setSaved] = createSignal(false)

  async function submit(event: SubmitEvent & { currentTarget: HTMLFormElement }) {
    event.preventDefault()
    setSaved(false)
    const keepMonths = Number(new FormData(event.currentTarget).get('keep'))
    const isWrong = !Number.isInteger(keepMonths) || keepMonths < KEEP_MONTHS.least || keepMonths > KEEP_MONTHS.most
    setWrong(isWrong)
    if (isWrong) return event.currentTarget.querySelector('input')?.focus()
    const body: SurveyKeeping = { line: props.review.line.id, keepMonths }
    const answer = await api.put('/api/review/survey/keeping', body)
    setRefusal(answer.ok ? undefined : answer.refusal)
    setSaved(answer.ok)
    if (answer.ok) props.onChanged()
  }

  return (
    <details class="card survey-fold">
      <summary>{words().keepTitle}</summary>
      <form class="stack" onSubmit={submit} onInput={() => setSaved(false)} autocomplete="off" novalidate>
        <Field
          label={words().keep}
          hint={hint()}
          name="keep"
          inputmode="numeric"
          maxLength={3}
          value={props.review.keepMonths}
          error={wrong() ? hint() : undefined}
        />
        <ErrorText refusal={refusal()} />
        <div class="row">
          <button type="submit" class="button">
            {words().save}
          </button>
          <p role="status">{saved() ? words().saved : ''}</p>
        </div>
      </form>
    </details>
  )
}
