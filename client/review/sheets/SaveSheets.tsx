import { createSignal, Show } from 'solid-js'
import type { Sheet } from '../../../shared/sheet.ts'
import { createWords, language } from '../../i18n/i18n.ts'
import { csvOf } from './csv.ts'
import { saveFile } from './saveFile.ts'
import { sheetWords } from './words.ts'

const words = createWords(sheetWords)

/**
 * Two buttons that save what the page shows: all tables in one CSV file, or each on a sheet of its own in one workbook.
 * `sheets` is asked at the press; `name` is the file's, without its ending. `what` says what is saved, where a page has more than one pair.
 */
export function SaveSheets(props: { sheets: () => readonly Sheet[]; name: string; what?: string; disabled?: boolean }) {
  const [state, setState] = createSignal<'ready' | 'busy' | 'failed'>('ready')

  async function save(ending: string, make: () => Promise<Blob>) {
    setState('busy')
    try {
      saveFile(await make(), `${props.name}.${ending}`)
      setState('ready')
    } catch {
      setState('failed')
    }
  }
  const saveCsv = () => save('csv', async () => new Blob([csvOf(props.sheets(), language())], { type: 'text/csv;charset=utf-8' }))
  const saveXlsx = () => save('xlsx', async () => (await import('./xlsx.ts')).xlsxOf(props.sheets()))
  const off = () => props.disabled === true || state() === 'busy'

  return (
    <fieldset class="row save-sheets" aria-label={props.what ?? words().save}>
      <button type="button" class="button" disabled={off()} onClick={saveCsv}>
        {props.what === undefined ? words().csv : words().csvOf(props.what)}
      </button>
      <button type="button" class="button" disabled={off()} onClick={saveXlsx}>
        {props.what === undefined ? words().xlsx : words().xlsxOf(props.what)}
      </button>
      <Show when={state() === 'failed'}>
        <p class="error-text" role="alert">
          {words().failed}
        </p>
      </Show>
    </fieldset>
  )
}
