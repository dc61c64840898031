import '../ui/fonts.css'
import '../ui/base.css'
import { render } from 'solid-js/web'
import { createLanguage } from '../i18n/i18n.ts'
import { AskPage } from './AskPage.tsx'

createLanguage({ remember: false })
const root = document.getElementById('root')
if (!root) throw new Error('ask.html has no #root')
// another link in the same tab is another page
window.addEventListener('hashchange', () => location.reload())
render(() => <AskPage token={location.hash.slice(1)} />, root)
