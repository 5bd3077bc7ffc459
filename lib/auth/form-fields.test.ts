import { describe, expect, it } from 'vitest'
import { codeOf } from '@/tests/support/conversations'
import { readFormFields } from './form-fields'

const FORM = 'application/x-www-form-urlencoded'
const JSON_TYPE = 'application/json; charset=utf-8'

describe('the fields of a sign-in', () => {
  it('fields are read as next-auth does: the last of a repeated one, from a form or JSON', () => {
    expect(readFormFields(FORM, 'username=decoy&username=target')).toEqual({ username: 'target' })
    expect(readFormFields(JSON_TYPE, '{"username":"decoy","username":"target"}')).toEqual({ username: 'target' })
    for (const type of ['', 'text/plain', 'multipart/form-data; boundary=x']) {
      expect(readFormFields(type, 'username=target')).toEqual({})
    }
  })

  it('JSON that is no object has no fields, and invalid JSON is refused', async () => {
    for (const body of ['null', '[]', '7', '"x"']) expect(readFormFields(JSON_TYPE, body).username).toBeUndefined()
    for (const body of ['', '{', 'username=target']) {
      expect(await codeOf((async () => readFormFields(JSON_TYPE, body))())).toBe('malformed')
    }
  })
})
