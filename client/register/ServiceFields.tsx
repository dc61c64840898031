import { For, type JSX, Show } from 'solid-js'
import {
  ANSWERS,
  CONTACT_ROLES,
  CRITERIA,
  type Criterion,
  type Judgement,
  LEVELS,
  MET,
  PROVIDERS,
  SERVICE_KINDS,
  type ServiceFacts,
  type StaffContact,
  TARGETS,
} from '../../shared/services/service.ts'
import { serviceWords } from '../find-help/serviceWords.ts'
import { createWords } from '../i18n/i18n.ts'
import { Field } from '../ui/Field.tsx'
import { readLanguage, spokenName } from '../ui/spokenLanguages.ts'
import { AreasField } from './AreasField.tsx'
import { Choice, Rows, Ticks } from './inputs.tsx'
import { registerWords } from './words.ts'

const words = createWords(registerWords)
const terms = createWords(serviceWords)

export interface FieldsProps {
  readonly facts: ServiceFacts
  readonly onChange: <F extends keyof ServiceFacts>(fact: F, value: ServiceFacts[F]) => void
  /** Something was typed that cannot be such a fact. */
  readonly onWrong: (fact: keyof ServiceFacts) => void
  readonly wrong: (fact: keyof ServiceFacts) => string | undefined
}

type Line = 'name' | 'organisation' | 'phone' | 'phoneOutOfHours' | 'email' | 'web' | 'waitingTime' | 'source'
type Text = 'address' | 'hours' | 'booking' | 'ambition' | 'note'

const pairs = <T extends string>(values: readonly T[], names: Readonly<Record<T, string>>) =>
  values.map((value) => [value, names[value]] as const)

/** Every fact of a service as a field. */
export function ServiceFields(props: FieldsProps) {
  const line = (fact: Line, hint?: string) => (
    <Field
      label={terms().facts[fact]}
      {...(hint === undefined ? {} : { hint })}
      name={fact}
      value={props.facts[fact]}
      error={props.wrong(fact)}
      onInput={(event) => props.onChange(fact, event.currentTarget.value)}
    />
  )
  const rows = (fact: Text) => (
    <Rows
      label={terms().facts[fact]}
      name={fact}
      value={props.facts[fact]}
      error={props.wrong(fact)}
      onInput={(value) => props.onChange(fact, value)}
    />
  )

  return (
    <>
      <fieldset class="card stack register-group">
        <legend>{words().about}</legend>
        {line('name')}
        {line('organisation')}
        <div class="register-columns">
          <Choice
            label={terms().facts.kind}
            name="kind"
            value={props.facts.kind}
            options={pairs(SERVICE_KINDS, terms().kinds)}
            onChange={(value) => props.onChange('kind', value as ServiceFacts['kind'])}
          />
          <Choice
            label={terms().facts.provider}
            name="provider"
            value={props.facts.provider}
            options={pairs(PROVIDERS, terms().providers)}
            onChange={(value) => props.onChange('provider', value as ServiceFacts['provider'])}
          />
          <Choice
            label={terms().facts.level}
            name="level"
            value={props.facts.level ?? ''}
            options={[['', words().levelNone], ...pairs(LEVELS, terms().levels)]}
            onChange={(value) => props.onChange('level', value === '' ? null : (value as ServiceFacts['level']))}
          />
        </div>
        <AreasField areas={props.facts.areas} error={props.wrong('areas')} onChange={(areas) => props.onChange('areas', areas)} />
        <Ticks
          legend={terms().facts.targets}
          options={pairs(TARGETS, terms().targets)}
          chosen={props.facts.targets}
          onChange={(targets) => props.onChange('targets', targets)}
        />
      </fieldset>
      <fieldset class="card stack register-group">
        <legend>{words().reach}</legend>
        <OpenFields {...props} line={line} rows={rows} />
      </fieldset>
      <fieldset class="card stack register-group">
        <legend>{words().quality}</legend>
        <QualityFields {...props} />
        {rows('ambition')}
      </fieldset>
      <fieldset class="card stack register-group">
        <legend>{words().internal}</legend>
        {rows('note')}
        {line('source')}
        <ContactFields
          contacts={props.facts.contacts}
          error={props.wrong('contacts')}
          onChange={(all) => props.onChange('contacts', all)}
        />
        <For each={['runsLine', 'closed'] as const}>
          {(fact) => (
            <label class="register-tick">
              <input type="checkbox" checked={props.facts[fact]} onChange={(event) => props.onChange(fact, event.currentTarget.checked)} />{' '}
              {terms().facts[fact]}
            </label>
          )}
        </For>
      </fieldset>
    </>
  )
}

/** How to reach a service, and in what languages. */
function OpenFields(props: FieldsProps & { line: (fact: Line, hint?: string) => JSX.Element; rows: (fact: Text) => JSX.Element }) {
  return (
    <>
      <div class="register-columns">
        {props.line('phone')}
        <Show when={props.facts.kind === 'socialServices' || props.facts.phoneOutOfHours !== ''}>
          {props.line('phoneOutOfHours', words().outOfHoursHint)}
        </Show>
        {props.line('email')}
        {props.line('web', words().webHint)}
        {props.line('waitingTime')}
      </div>
      {props.rows('hours')}
      {props.rows('booking')}
      {props.rows('address')}
      <LanguageFields {...props} />
    </>
  )
}

/** Languages by their names, and whether there is an interpreter. */
export function LanguageFields(
  props: Pick<FieldsProps, 'onChange' | 'onWrong' | 'wrong'> & { facts: Pick<ServiceFacts, 'languages' | 'interpreter'> },
) {
  function read(text: string) {
    const typed = text.split(',').filter((part) => part.trim() !== '')
    const codes = typed.map(readLanguage)
    if (codes.includes(null)) props.onWrong('languages')
    else props.onChange('languages', [...new Set(codes as string[])])
  }
  return (
    <div class="register-columns">
      <Field
        label={terms().facts.languages}
        hint={words().languagesHint}
        name="languages"
        value={props.facts.languages.map(spokenName).join(', ')}
        error={props.wrong('languages')}
        onChange={(event) => read(event.currentTarget.value)}
      />
      <Choice
        label={terms().facts.interpreter}
        name="interpreter"
        value={props.facts.interpreter}
        options={pairs(ANSWERS, terms().answers)}
        onChange={(value) => props.onChange('interpreter', value as ServiceFacts['interpreter'])}
      />
    </div>
  )
}

/** The four criteria, and partner contact in more detail. */
export function QualityFields(
  props: Pick<FieldsProps, 'onChange' | 'wrong'> & { facts: Pick<ServiceFacts, 'criteria' | 'partnerContact'> },
) {
  const judge = (criterion: Criterion, part: Partial<Judgement>) =>
    props.onChange('criteria', { ...props.facts.criteria, [criterion]: { ...props.facts.criteria[criterion], ...part } })
  return (
    <>
      <For each={CRITERIA}>
        {(criterion) => (
          <fieldset class="register-columns register-criterion">
            <legend class="field__label">{terms().criteria[criterion]}</legend>
            <Choice
              label={words().criterion}
              name={`${criterion}.met`}
              value={props.facts.criteria[criterion].met}
              options={pairs(MET, terms().met)}
              onChange={(value) => judge(criterion, { met: value as Judgement['met'] })}
            />
            <Field
              label={words().judgementNote}
              value={props.facts.criteria[criterion].note}
              onInput={(event) => judge(criterion, { note: event.currentTarget.value })}
            />
            <Field
              label={words().judgementDay}
              type="date"
              value={props.facts.criteria[criterion].day ?? ''}
              onInput={(event) => judge(criterion, { day: event.currentTarget.value || null })}
            />
          </fieldset>
        )}
      </For>
      <Show when={props.wrong('criteria')}>{(error) => <p class="error-text">{error()}</p>}</Show>
      <div class="register-columns">
        <For each={['systematic', 'planned'] as const}>
          {(part) => (
            <Choice
              label={words()[part]}
              name={part}
              value={props.facts.partnerContact[part]}
              options={pairs(ANSWERS, terms().answers)}
              onChange={(value) => props.onChange('partnerContact', { ...props.facts.partnerContact, [part]: value as 'yes' })}
            />
          )}
        </For>
      </div>
    </>
  )
}

/** Roles at the service, and how the line reaches them. */
function ContactFields(props: {
  contacts: readonly StaffContact[]
  error: string | undefined
  onChange: (contacts: StaffContact[]) => void
}) {
  const change = (at: number, part: Partial<StaffContact>) =>
    props.onChange(props.contacts.map((contact, other) => (other === at ? { ...contact, ...part } : { ...contact })))
  return (
    <fieldset class="stack register-contacts" data-invalid={props.error ? true : undefined}>
      <legend class="field__label">{terms().facts.contacts}</legend>
      <p class="field__hint">{words().contactsHint}</p>
      <For each={props.contacts.map((_, at) => at)}>
        {(at) => (
          <div class="register-columns">
            <Choice
              label={words().role}
              value={props.contacts[at]?.role ?? 'manager'}
              options={pairs(CONTACT_ROLES, terms().roles)}
              onChange={(role) => change(at, { role: role as StaffContact['role'] })}
            />
            <Field
              label={terms().facts.email}
              value={props.contacts[at]?.email ?? ''}
              onInput={(event) => change(at, { email: event.currentTarget.value })}
            />
            <Field
              label={terms().facts.phone}
              value={props.contacts[at]?.phone ?? ''}
              onInput={(event) => change(at, { phone: event.currentTarget.value })}
            />
            <button type="button" class="button" onClick={() => props.onChange(props.contacts.filter((_, other) => other !== at))}>
              {words().remove}
            </button>
          </div>
        )}
      </For>
      <Show when={props.error}>
        <p class="error-text">{props.error}</p>
      </Show>
      <button
        type="button"
        class="button register-add"
        onClick={() => props.onChange([...props.contacts, { role: 'manager', email: '', phone: '' }])}
      >
        {words().addContact}
      </button>
    </fieldset>
  )
}
