import { createSignal, For, Show } from 'solid-js'
import type { Refusal } from '../../shared/errors.ts'
import { MEETING_KINDS, type MeetingKind, type NewServiceMeeting, type ServiceMeeting } from '../../shared/services/register.ts'
import { CONTACT_ROLES, type Service } from '../../shared/services/service.ts'
import { serviceWords } from '../find-help/serviceWords.ts'
import { createWords } from '../i18n/i18n.ts'
import { api } from '../ui/api.ts'
import { createHeld } from '../ui/createHeld.ts'
import { ErrorText } from '../ui/ErrorText.tsx'
import { Field } from '../ui/Field.tsx'
import { dayText } from './factText.ts'
import { Choice, Rows, Ticks } from './inputs.tsx'
import { registerWords } from './words.ts'

const words = createWords(registerWords)
const terms = createWords(serviceWords)
const today = (): string => new Date().toISOString().slice(0, 10)
const nothing = (): NewServiceMeeting => ({ day: today(), kind: 'meeting', services: [], roles: [], text: '', views: '' })

/** The log of meetings with services, newest first. */
export function MeetingLog(props: { services: readonly Service[] }) {
  const meetings = createHeld(() => api.get<ServiceMeeting[]>('/api/register/meetings'))
  const [draft, setDraft] = createSignal<NewServiceMeeting>()
  const [refusal, setRefusal] = createSignal<Refusal>()
  const treating = () => props.services.filter(({ closed, kind }) => !closed && kind === 'violenceTreatment')
  const nameOf = (id: string) => props.services.find((service) => service.id === id)?.name ?? id
  const change = (part: Partial<NewServiceMeeting>) => setDraft((before) => ({ ...(before ?? nothing()), ...part }))

  async function save(event: SubmitEvent) {
    event.preventDefault()
    const answer = await api.post('/api/register/meetings', draft())
    setRefusal(answer.ok ? undefined : answer.refusal)
    if (!answer.ok) return
    setDraft(undefined)
    await meetings.ask()
  }

  async function remove(id: string) {
    const answer = await api.del(`/api/register/meetings/${id}`)
    setRefusal(answer.ok ? undefined : answer.refusal)
    await meetings.ask()
  }

  return (
    <section class="stack" data-testid="register-meetings">
      <h2>{words().meetingsTitle}</h2>
      <p class="muted">{words().meetingsLead}</p>
      <ErrorText refusal={refusal() ?? meetings.refusal()} />
      <Show
        when={draft()}
        fallback={
          <button type="button" class="button register-add" onClick={() => setDraft(nothing())}>
            {words().meetingAdd}
          </button>
        }
      >
        {(now) => (
          <form class="card stack" onSubmit={save} autocomplete="off">
            <div class="register-columns">
              <Field
                label={words().meetingDay}
                type="date"
                required
                value={now().day}
                onInput={(event) => change({ day: event.currentTarget.value })}
              />
              <Choice
                label={words().meetingKind}
                value={now().kind}
                options={MEETING_KINDS.map((kind) => [kind, words().meetingKinds[kind]] as const)}
                onChange={(kind) => change({ kind: kind as MeetingKind })}
              />
            </div>
            <Ticks
              legend={words().meetingServices}
              options={treating().map(({ id, name }) => [id, name] as const)}
              chosen={now().services}
              onChange={(services) => change({ services })}
            />
            <Ticks
              legend={words().meetingRoles}
              options={CONTACT_ROLES.map((role) => [role, terms().roles[role]] as const)}
              chosen={now().roles}
              onChange={(roles) => change({ roles })}
            />
            <Rows label={words().meetingText} value={now().text} onInput={(text) => change({ text })} />
            <Rows label={words().meetingViews} value={now().views} onInput={(views) => change({ views })} />
            <div class="row">
              <button type="submit" class="button button--primary">
                {words().save}
              </button>
              <button type="button" class="button" onClick={() => setDraft(undefined)}>
                {words().cancel}
              </button>
            </div>
          </form>
        )}
      </Show>
      <Show when={meetings.value()?.length === 0}>
        <p class="muted">{words().meetingsNone}</p>
      </Show>
      <ul class="register-list">
        <For each={meetings.value()}>
          {(meeting) => (
            <li class="stack">
              <p>
                <strong>
                  {dayText(Date.parse(meeting.day))}, {words().meetingKinds[meeting.kind]}
                </strong>{' '}
                <span class="muted small">
                  {[...meeting.services.map(nameOf), ...meeting.roles.map((role) => terms().roles[role])].join(', ')}.{' '}
                  {words().meetingBy(meeting.by.name)}
                </span>
              </p>
              <Show when={meeting.text}>
                <p class="register-note">{meeting.text}</p>
              </Show>
              <Show when={meeting.views}>
                <p class="register-note">
                  {words().meetingViews}: {meeting.views}
                </p>
              </Show>
              <button type="button" class="button button--quiet register-add" onClick={() => void remove(meeting.id)}>
                {words().remove}
                <span class="visually-hidden">: {dayText(Date.parse(meeting.day))}</span>
              </button>
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}
