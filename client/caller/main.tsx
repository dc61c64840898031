import { render } from 'solid-js/web'
import { createLanguage, setLanguage } from '../i18n/i18n.ts'
import { languageInAddress } from './address.ts'
import { CallerPage } from './CallerPage.tsx'

createLanguage({ remember: false })
const asked = languageInAddress(location.search)
if (asked) setLanguage(asked)
const root = document.getElementById('root')
if (!root) throw new Error('call.html has no #root')
root.textContent = ''
render(() => <CallerPage />, root)
