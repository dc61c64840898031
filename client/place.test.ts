import { describe, expect, it } from 'vitest'
import type { Me } from '../shared/http.ts'
import { mayOpen, placeOf } from './place.ts'

const as = (role: Me['role']): Me => ({ id: '1', username: 'u', name: 'U', role })

describe('addresses', () => {
  it.each([
    ['/', 'home'],
    ['/phone', 'phone'],
    ['/phone/', 'phone'],
    ['/admin/accounts', 'admin'],
    ['/review', 'review'],
    ['/review/months', 'review'],
    ['/register/coverage', 'register'],
    ['/nowhere', 'home'],
  ] as const)('%s is %s', (path, place) => expect(placeOf(path)).toBe(place))
})

describe('who may open what', () => {
  it.each([
    ['phone', null, '', 'signIn'],
    ['phone', as('advisor'), '', 'yes'],
    ['phone', as('supervisor'), '', 'yes'],
    ['phone', as('board'), '', 'no'],
    ['admin', as('advisor'), '', 'no'],
    ['review', as('advisor'), '', 'no'],
    ['review', as('supervisor'), '', 'yes'],
    ['review', as('board'), '', 'no'],
    ['review', null, '', 'signIn'],
    ['admin', as('supervisor'), '', 'yes'],
    ['register', as('advisor'), '', 'no'],
    ['register', as('supervisor'), '', 'yes'],
    ['board', null, '#ticket=x&lines=a', 'yes'],
    ['board', null, '#lines=a', 'signIn'],
    ['board', as('board'), '', 'yes'],
    ['setup', null, '', 'yes'],
  ] as const)('%s as %j with %j: %s', (place, me, hash, answer) => expect(mayOpen(place, me, hash)).toBe(answer))
})
