import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { districtsOn } from './districts.ts'
import { areNeighbours, distanceKm, MUNICIPALITIES, municipalityOf } from './municipalities.ts'
import { findPlaces, folded, PLACES, placeOf, placesAround } from './places.ts'

const names = (typed: string, most?: number) => findPlaces(typed, most).map(({ name }) => name)
const anyPlace = fc.constantFrom(...PLACES.filter(({ kind }) => kind !== 'country'))

describe('the country', () => {
  it('has 290 municipalities in 21 counties, 26 of them in Stockholm and 33 in Skåne', () => {
    expect(MUNICIPALITIES).toHaveLength(290)
    expect(new Set(MUNICIPALITIES.map(({ code }) => code)).size).toBe(290)
    expect(PLACES.filter(({ kind }) => kind === 'county')).toHaveLength(21)
    expect(MUNICIPALITIES.filter(({ code }) => code.startsWith('01'))).toHaveLength(26)
    expect(MUNICIPALITIES.filter(({ code }) => code.startsWith('12'))).toHaveLength(33)
    expect(new Set(PLACES.map(({ id }) => id)).size).toBe(PLACES.length)
  })

  it.each([
    ['2019-12-31', 14],
    ['2020-07-01', 13],
    ['2023-06-30', 13],
    ['2023-07-01', 11],
  ])('has on %s %i districts in Stockholm', (day, count) => {
    expect(districtsOn(day)).toHaveLength(count)
  })

  it('has neighbours that are each other’s', () => {
    for (const one of MUNICIPALITIES)
      for (const code of [...one.neighbours, ...one.acrossWater]) {
        const other = municipalityOf(code)
        expect(other && areNeighbours(other, one), `${one.name} ${code}`).toBe(true)
      }
  })

  it('is as large as it is', () => {
    const [malmo, lund, kiruna] = ['1280', '1281', '2584'].map((code) => municipalityOf(code))
    if (!malmo || !lund || !kiruna) throw new Error('there is a municipality missing')
    expect(distanceKm(malmo, lund)).toBeGreaterThan(10)
    expect(distanceKm(malmo, lund)).toBeLessThan(25)
    expect(distanceKm(malmo, kiruna)).toBeCloseTo(distanceKm(kiruna, malmo), 9)
    expect(distanceKm(malmo, kiruna)).toBeGreaterThan(1_300)
    expect(distanceKm(malmo, malmo)).toBe(0)
  })
})

describe('where a place lies', () => {
  it.each([
    ['0180-sodermalm', ['0180-sodermalm', '0180', '01', 'SE']],
    ['0180-norrmalm', ['0180-norrmalm', '0180-norra-innerstaden', '0180', '01', 'SE']],
    ['0180-jarva', ['0180-jarva', '0180-rinkeby-kista', '0180-spanga-tensta', '0180', '01', 'SE']],
    ['1280', ['1280', '12', 'SE']],
    ['nowhere', []],
  ])('%s lies in %j', (id, around) => {
    expect(placesAround(id)).toEqual(around)
  })
})

describe('finding a place by its letters', () => {
  it.each([
    ['malmo', 'Malmö'],
    ['MAL', 'Malmö'],
    ['ore', 'Örebro'],
    ['gbg', undefined],
    ['upplands vasby', 'Upplands Väsby'],
    ['Väsby', 'Upplands Väsby'],
    ['Stockholms stad', 'Stockholm'],
    ['malmö kommun', 'Malmö'],
    ['soderm', 'Södermalm'],
    ['arsta', 'Enskede-Årsta-Vantör'],
    ['0180', 'Stockholm'],
    ['skane', 'Skåne län'],
  ])('%s finds %s first', (typed, name) => {
    expect(names(typed)[0]).toBe(name)
  })

  it('puts those that begin with it before those that hold it', () => {
    const found = names('sund', 20)
    expect(found[0]).toBe('Sundbyberg')
    expect(found.indexOf('Sundsvall')).toBeLessThan(found.indexOf('Östersund'))
    expect(found).toContain('Östersund')
  })

  it('knows what a district that is no more is part of', () => {
    expect(findPlaces('norrmalm')[0]).toMatchObject({ name: 'Norrmalm', now: '0180-norra-innerstaden' })
    expect(placeOf('0180-norra-innerstaden')?.name).toBe('Norra innerstaden')
  })

  it('finds every place by its own name, and by that name without accents', () => {
    fc.assert(
      fc.property(anyPlace, (place) => {
        expect(findPlaces(place.name, 40).map(({ id }) => id)).toContain(place.id)
        expect(findPlaces(folded(place.name), 40)).toEqual(findPlaces(place.name, 40))
      }),
    )
  })

  it('takes whatever is typed', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(10), (typed, most) => {
        const found = findPlaces(typed, most)
        expect(found.length).toBeLessThanOrEqual(most)
        if (folded(typed) === '') expect(found).toEqual([])
      }),
    )
  })
})
