// Generated from the declared operations by tools/reference; change those and run `npm run reference`.

import type { OperationHelp } from './route-table.ts'

/** Every operation as the command line explains it. */
export const REFERENCE: readonly OperationHelp[] = [
  {
    "name": "governance.define-field",
    "method": "POST",
    "path": "governance/fields",
    "summary": "Describe an event, property or trait, or give a field another class",
    "description": "Each change is a new version. A class takes effect at once, at `position` of the log: in every fact behind it, personal, sensitive and payment values are sealed and secret ones are not kept. It is that of the name, in every event, also within other fields; a trait's is apart. Facts that were taken in before keep the values they came with: in history, in the live state, and in what segments compute. Sealing the past again is not possible yet. A field may be protected more than its name asks; less only where it is personal by name alone (a postcode, a username).",
    "permission": "governance:admin",
    "fields": [
      {
        "name": "place",
        "place": "body",
        "kind": "string",
        "required": true,
        "type": "\"event\" or \"property\" or \"trait\"",
        "description": "an event, a property of events, or a trait of people"
      },
      {
        "name": "event",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string up to 200 characters",
        "description": "the event; of a property, where it is described for one event only"
      },
      {
        "name": "field",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string up to 420 characters",
        "description": "the name of a property or trait; one within another is `address.street`"
      },
      {
        "name": "description",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string up to 2000 characters"
      },
      {
        "name": "class",
        "place": "body",
        "kind": "json",
        "required": false,
        "type": "\"public\" or \"internal\" or \"personal\" or \"sensitive\" or \"payment\" or \"secret\" or null",
        "description": "null: the class of its name again"
      }
    ],
    "example": {
      "input": {
        "place": "property",
        "field": "note",
        "description": "What the customer wrote at the till",
        "class": "personal"
      },
      "output": {
        "definition": {
          "place": "property",
          "event": "",
          "field": "note",
          "version": 2,
          "description": "What the customer wrote at the till",
          "class": "personal",
          "position": 52118,
          "createdAt": 1760000400000,
          "subject": "admin_5b0e61c2d9f3"
        },
        "past": "Facts that were taken in before keep the values they came with: in history, in the live state, and in what segments compute. Sealing the past again is not possible yet."
      }
    }
  },
  {
    "name": "governance.issue-write-key",
    "method": "POST",
    "path": "governance/write-keys",
    "summary": "Make a write key, for a new source or for one that is there",
    "description": "`secret` is shown this once: only its hash is kept. Without `source` it begins a new one, called `name`. With it, the source has one more key: give it to the senders, then revoke the old one, and no event is refused in between.",
    "permission": "governance:admin",
    "fields": [
      {
        "name": "name",
        "place": "body",
        "kind": "string",
        "required": true,
        "type": "string up to 100 characters",
        "description": "what people call it"
      },
      {
        "name": "kind",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "\"web\" or \"mobile\" or \"server\" or \"other\"",
        "description": "of a new source; `other` unless given"
      },
      {
        "name": "source",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string up to 64 characters",
        "description": "the id of a source, as its facts name it"
      }
    ],
    "example": {
      "input": {
        "name": "Web shop",
        "kind": "web"
      },
      "output": {
        "secret": "tsw_…",
        "key": {
          "id": "key_4f1a9c2be07d",
          "name": "first",
          "fixed": false,
          "createdAt": 1760000000000,
          "lastUsedAt": null,
          "revokedAt": null
        },
        "source": {
          "id": "key_4f1a9c2be07d",
          "name": "Web shop",
          "kind": "web",
          "createdAt": 1760000000000,
          "keys": [
            {
              "id": "key_4f1a9c2be07d",
              "name": "first",
              "fixed": false,
              "createdAt": 1760000000000,
              "lastUsedAt": null,
              "revokedAt": null
            }
          ]
        }
      }
    }
  },
  {
    "name": "governance.list-field-versions",
    "method": "GET",
    "path": "governance/fields/versions",
    "summary": "What was said about an event, property or trait, newest first",
    "permission": "governance:read",
    "fields": [
      {
        "name": "place",
        "place": "query",
        "kind": "string",
        "required": true,
        "type": "\"event\" or \"property\" or \"trait\"",
        "description": "an event, a property of events, or a trait of people"
      },
      {
        "name": "event",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 200 characters",
        "description": "the event; of a property, where it is described for one event only"
      },
      {
        "name": "field",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 420 characters",
        "description": "the name of a property or trait; one within another is `address.street`"
      }
    ],
    "example": {
      "input": {
        "place": "property",
        "field": "note"
      },
      "output": {
        "versions": [
          {
            "place": "property",
            "event": "",
            "field": "note",
            "version": 2,
            "description": "What the customer wrote at the till",
            "class": "personal",
            "position": 52118,
            "createdAt": 1760000400000,
            "subject": "admin_5b0e61c2d9f3"
          }
        ]
      }
    }
  },
  {
    "name": "governance.list-sources",
    "method": "GET",
    "path": "governance/sources",
    "summary": "List where facts come from, with the write keys of each",
    "description": "`facts` counts what is in history, without duplicates; it is null while history cannot be asked. Secrets are never shown again.",
    "permission": "governance:read",
    "fields": [],
    "example": {
      "input": {},
      "output": {
        "sources": [
          {
            "id": "key_4f1a9c2be07d",
            "name": "Web shop",
            "kind": "web",
            "createdAt": 1760000000000,
            "keys": [
              {
                "id": "key_4f1a9c2be07d",
                "name": "first",
                "fixed": false,
                "createdAt": 1760000000000,
                "lastUsedAt": 1760000360000,
                "revokedAt": null
              }
            ],
            "facts": 51204,
            "lastFactAt": 1760000360000
          }
        ]
      }
    }
  },
  {
    "name": "governance.rename-source",
    "method": "PATCH",
    "path": "governance/sources/{id}",
    "summary": "Rename a source, or say what sends its facts",
    "description": "Its id stays, and so do its facts and keys.",
    "permission": "governance:admin",
    "fields": [
      {
        "name": "id",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 64 characters",
        "description": "the id of a source, as its facts name it"
      },
      {
        "name": "name",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string up to 100 characters",
        "description": "what people call it"
      },
      {
        "name": "kind",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "\"web\" or \"mobile\" or \"server\" or \"other\"",
        "description": "what sends its facts"
      }
    ],
    "example": {
      "input": {
        "id": "key_4f1a9c2be07d",
        "name": "Web shop"
      },
      "output": {
        "id": "key_4f1a9c2be07d",
        "name": "Web shop",
        "kind": "web",
        "createdAt": 1760000000000,
        "keys": [
          {
            "id": "key_4f1a9c2be07d",
            "name": "first",
            "fixed": false,
            "createdAt": 1760000000000,
            "lastUsedAt": 1760000360000,
            "revokedAt": null
          }
        ]
      }
    }
  },
  {
    "name": "governance.revoke-write-key",
    "method": "DELETE",
    "path": "governance/write-keys/{id}",
    "summary": "End a write key, at once",
    "description": "Whoever still sends with it gets 401, and SDKs keep or drop their events as they do then. It cannot be undone: issue another.",
    "permission": "governance:admin",
    "fields": [
      {
        "name": "id",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 64 characters",
        "description": "the id of a write key"
      }
    ],
    "example": {
      "input": {
        "id": "key_4f1a9c2be07d"
      },
      "output": {
        "id": "key_4f1a9c2be07d",
        "name": "Web shop",
        "kind": "web",
        "createdAt": 1760000000000,
        "keys": [
          {
            "id": "key_4f1a9c2be07d",
            "name": "first",
            "fixed": false,
            "createdAt": 1760000000000,
            "lastUsedAt": 1760000360000,
            "revokedAt": 1760000400000
          }
        ]
      }
    }
  },
  {
    "name": "intake.explain-quarantined",
    "method": "GET",
    "path": "intake/quarantine/{id}",
    "summary": "Read one refused entry with the events it holds",
    "description": "Opens the sealed text. Card numbers and secrets were taken out before it was sealed.",
    "permission": "intake:reveal",
    "fields": [
      {
        "name": "id",
        "place": "path",
        "kind": "number",
        "required": true,
        "type": "integer",
        "description": "Id of the entry"
      }
    ],
    "example": {
      "input": {
        "id": 4711
      },
      "output": {
        "id": 4711,
        "reason": "identifiers.missing",
        "message": "expected a userId, an anonymousId or another identifier of a person, got none",
        "source": "shop",
        "receivedAt": 1714903872123,
        "messageId": "m-17",
        "events": 1,
        "cut": false,
        "state": "waiting",
        "text": "{\"type\":\"track\",\"event\":\"Order Completed\",\"messageId\":\"m-17\"}"
      }
    }
  },
  {
    "name": "intake.list-quarantine",
    "method": "GET",
    "path": "intake/quarantine",
    "summary": "List what was refused at the edge",
    "description": "Newest first, with how much waits by reason. The events themselves are sealed; explain an entry to read them.",
    "permission": "intake:read",
    "fields": [
      {
        "name": "limit",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 1 to 500",
        "description": "Entries at most"
      },
      {
        "name": "cursor",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer",
        "description": "`next` of the previous answer"
      },
      {
        "name": "reason",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 100 characters",
        "description": "Only entries with this reason code"
      }
    ],
    "example": {
      "input": {
        "limit": 50
      },
      "output": {
        "entries": [
          {
            "id": 4711,
            "reason": "identifiers.missing",
            "message": "expected a userId, an anonymousId or another identifier of a person, got none",
            "source": "shop",
            "receivedAt": 1714903872123,
            "messageId": "m-17",
            "events": 1,
            "cut": false,
            "state": "waiting"
          }
        ],
        "waiting": [
          {
            "reason": "identifiers.missing",
            "entries": 1,
            "events": 1
          }
        ]
      }
    }
  },
  {
    "name": "intake.replay-quarantined",
    "method": "POST",
    "path": "intake/quarantine/{id}/replay",
    "summary": "Bring a refused entry in after all",
    "description": "Sends the entry through intake again, as it is or with a corrected body. All of its events become facts, received when they first were, or nothing changes and the answer says why.",
    "permission": "intake:write",
    "fields": [
      {
        "name": "id",
        "place": "path",
        "kind": "number",
        "required": true,
        "type": "integer",
        "description": "Id of the entry"
      },
      {
        "name": "body",
        "place": "body",
        "kind": "json",
        "required": false,
        "type": "object",
        "description": "One event as an item of a batch has it, or {\"batch\": […]}, in place of what was kept"
      }
    ],
    "example": {
      "input": {
        "id": 4711,
        "body": {
          "type": "track",
          "event": "Order Completed",
          "userId": "u1",
          "messageId": "m-17"
        }
      },
      "output": {
        "facts": 1,
        "quarantined": 0,
        "position": 4802
      }
    }
  },
  {
    "name": "profiles.count-synthetic",
    "method": "GET",
    "path": "profiles/synthetic",
    "summary": "Whether this installation holds invented data, and how much",
    "description": "Senders of test and demo data mark it with `context.synthetic: true`; the demo world marks everything it invents. `holdsSynthetic` is true as soon as there is one such fact: whoever shows figures should say so. Facts reach history within about a second: `through` is the log position up to which all were counted.",
    "permission": "profiles:read",
    "fields": [],
    "example": {
      "input": {},
      "output": {
        "holdsSynthetic": true,
        "facts": 72156,
        "synthetic": 68657,
        "lastAt": 1760000400000,
        "through": 72204
      }
    }
  },
  {
    "name": "profiles.export-people",
    "method": "GET",
    "path": "profiles/people.csv",
    "summary": "The people of a list as a CSV file",
    "description": "The same people in the same order as `profiles.list-people` has them: with its `list` those of that very list, otherwise those of the question given here. Values are those of the moment at which their line is made, instants in ISO 8601, lists and objects as JSON. UTF-8 with a byte order mark, lines as in RFC 4180, every text in quotes. A text that a spreadsheet would take for a formula has an apostrophe in front. Personal identifiers are masked, personal traits refused.",
    "fileType": "text/csv; charset=utf-8",
    "permission": "profiles:read",
    "fields": [
      {
        "name": "segment",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 64 characters",
        "description": "only members of this segment, `sg_…`"
      },
      {
        "name": "where",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 32768 characters",
        "description": "only people for whom this condition is true, e.g. country = \"DE\""
      },
      {
        "name": "search",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 500 characters",
        "description": "only people known by this identifier, whole or (unless it is personal) its beginning; `type:value` looks at one type"
      },
      {
        "name": "sort",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 300 characters",
        "description": "person, firstSeen, lastSeen, facts, or traits.<name> of a trait that is not personal"
      },
      {
        "name": "direction",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "\"ascending\" or \"descending\"",
        "description": "who has no value comes last either way"
      },
      {
        "name": "list",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 60 characters",
        "description": "the `list` of an answer of list-people; the question is not needed then"
      },
      {
        "name": "columns",
        "place": "query",
        "kind": "list",
        "required": false,
        "type": "list of string up to 300 characters",
        "description": "person, firstSeen, lastSeen, facts, identifiers, traits.<name>"
      }
    ],
    "example": {
      "input": {
        "where": "country = \"DE\"",
        "sort": "person",
        "direction": "ascending",
        "columns": [
          "person",
          "lastSeen",
          "traits.plan"
        ]
      },
      "output": "\"person\",\"lastSeen\",\"traits.plan\"\r\n1042,\"2026-03-01T09:30:00.000Z\",\"free\"\r\n"
    }
  },
  {
    "name": "profiles.get-devices",
    "method": "GET",
    "path": "profiles/{personId}/devices",
    "summary": "What one person used: devices, systems, apps and browsers",
    "description": "From the context that SDKs send with facts, those seen last first; versions are the latest. Where the SDK said only a user agent, what that says: `isGuess`, because browsers imitate each other. Facts without a word of a device are of none. Two devices of the same make look like one: what tells them apart is personal and sealed.",
    "permission": "profiles:read",
    "fields": [
      {
        "name": "personId",
        "place": "path",
        "kind": "number",
        "required": true,
        "type": "integer from 1",
        "description": "the number of a person, also one that was merged into another"
      }
    ],
    "example": {
      "input": {
        "personId": 1042
      },
      "output": {
        "person": 1042,
        "through": 2304,
        "devices": [
          {
            "type": "desktop",
            "maker": "Apple",
            "model": null,
            "system": {
              "name": "macOS",
              "version": "Sequoia"
            },
            "app": null,
            "browser": {
              "name": "Safari",
              "version": "18.1"
            },
            "isGuess": true,
            "libraries": [
              "analytics.js 1.84.3"
            ],
            "userAgents": [
              "Mozilla/5.0 (Macintosh; Intel Mac OS X 15_1) …"
            ],
            "locales": [
              "de-AT"
            ],
            "sources": [
              "key_4f1a9c2be07d"
            ],
            "firstSeen": 1760000000000,
            "lastSeen": 1760000360000,
            "facts": 14
          }
        ]
      }
    }
  },
  {
    "name": "profiles.get-fact-series",
    "method": "GET",
    "path": "profiles/facts/series",
    "summary": "How many facts came in over time",
    "description": "By when they were received, in stretches of UTC; duplicates do not count. The first stretch is the whole one that holds `from`; stretches without a fact are there with 0, and the last one ends at `to`. At most 1500 stretches.",
    "permission": "profiles:read",
    "fields": [
      {
        "name": "from",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 60 characters",
        "description": "3 hours before `to` unless given"
      },
      {
        "name": "to",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 60 characters",
        "description": "now unless given"
      },
      {
        "name": "interval",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "\"minute\" or \"hour\" or \"day\""
      },
      {
        "name": "source",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 64 characters",
        "description": "only facts of the source with this id"
      }
    ],
    "example": {
      "input": {
        "from": "2025-10-09T08:00:00Z",
        "to": "2025-10-09T08:02:00Z"
      },
      "output": {
        "interval": 60000,
        "points": [
          {
            "from": 1759996800000,
            "facts": 312
          },
          {
            "from": 1759996860000,
            "facts": 298
          }
        ],
        "total": 610,
        "through": 52110,
        "isComplete": true
      }
    }
  },
  {
    "name": "profiles.get-memberships",
    "method": "GET",
    "path": "profiles/{personId}/memberships",
    "summary": "The segments one person is in, since when and until when",
    "description": "`value` is what the condition says now: true, false, or null where a missing value leaves it unknown. `ends` is the first instant at which it stops being true if nothing more happens (null: not by time alone). Where that lies behind too many steps to look at, `holdsUntil` says how far it surely holds. With `all`, every live segment is answered.",
    "permission": "profiles:read",
    "fields": [
      {
        "name": "personId",
        "place": "path",
        "kind": "number",
        "required": true,
        "type": "integer from 1",
        "description": "the number of a person, also one that was merged into another"
      },
      {
        "name": "all",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string",
        "description": "also segments the person is not in"
      }
    ],
    "example": {
      "input": {
        "personId": 1042,
        "all": "true"
      },
      "output": {
        "person": 1042,
        "at": 1760000400000,
        "memberships": [
          {
            "segment": "sg_4k2v9q",
            "name": "Repeat buyers",
            "version": 1,
            "position": 1980,
            "value": true,
            "since": 1760000360120,
            "ends": 1767776060000
          },
          {
            "segment": "sg_8m1x3c",
            "name": "Free plan",
            "version": 2,
            "position": 2011,
            "value": null,
            "since": null,
            "ends": null
          }
        ]
      }
    }
  },
  {
    "name": "profiles.get-origins",
    "method": "GET",
    "path": "profiles/{personId}/origins",
    "summary": "Where what is known of one person came from",
    "description": "For each identifier the fact that first brought it, and what that did: `created` the person, was `added`, or `merged` people. For each trait the fact whose value holds (the newest by the time it happened), and how protected the field is. `sealed` are the fields of which the vault keeps a value; the values are not here (null: the vault cannot be asked now). `sources` says which source sent how many facts of each type. The positions are those of `stream.inspect-record`, which shows a fact as it is stored.",
    "permission": "profiles:read",
    "fields": [
      {
        "name": "personId",
        "place": "path",
        "kind": "number",
        "required": true,
        "type": "integer from 1",
        "description": "the number of a person, also one that was merged into another"
      }
    ],
    "example": {
      "input": {
        "personId": 1042
      },
      "output": {
        "person": 1042,
        "through": 2304,
        "identifiers": [
          {
            "type": "user_id",
            "value": "u1",
            "personal": false,
            "reason": "created",
            "origin": {
              "position": 1042,
              "happened": 1760000000000,
              "source": "key_4f1a9c2be07d",
              "type": "identify",
              "event": ""
            }
          },
          {
            "type": "email",
            "value": "***x7Qa",
            "personal": true,
            "reason": "added",
            "origin": null
          }
        ],
        "traits": [
          {
            "name": "plan",
            "value": "pro",
            "class": "internal",
            "happened": 1760000000000,
            "origin": {
              "position": 1042,
              "happened": 1760000000000,
              "source": "key_4f1a9c2be07d",
              "type": "identify",
              "event": ""
            }
          }
        ],
        "sealed": [
          {
            "path": "email",
            "class": "personal"
          }
        ],
        "sources": [
          {
            "source": "key_4f1a9c2be07d",
            "type": "identify",
            "facts": 1,
            "first": 1760000000000,
            "last": 1760000000000
          }
        ]
      }
    }
  },
  {
    "name": "profiles.get-profile",
    "method": "GET",
    "path": "profiles/{idType}/{value}",
    "summary": "One person: traits, counts, sessions and identifiers",
    "description": "Finds a person by any identifier (`user_id/u1`, `email/a@b.c`, `person/123`) and answers what is known live. Personal values are not in it: personal identifiers are masked, and what a condition may ask about personal traits is there as safe traits such as `email_domain`. `mergedPeople` are the numbers of people who turned out to be this one.",
    "permission": "profiles:read",
    "fields": [
      {
        "name": "idType",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 64 characters",
        "description": "user_id, anonymous_id, email, phone, a custom type, or person for a person number"
      },
      {
        "name": "value",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 500 characters",
        "description": "the identifier as the sender wrote it"
      }
    ],
    "example": {
      "input": {
        "idType": "user_id",
        "value": "u1"
      },
      "output": {
        "person": 1042,
        "firstSeen": 1760000000000,
        "lastSeen": 1760000360000,
        "facts": 3,
        "identifiers": [
          {
            "type": "user_id",
            "value": "u1",
            "personal": false
          },
          {
            "type": "email",
            "value": "***x7Qa",
            "personal": true
          }
        ],
        "traits": {
          "plan": {
            "value": "pro",
            "happened": 1760000000000,
            "class": "internal"
          },
          "email_domain": {
            "value": "example.com",
            "happened": 1760000000000,
            "class": "internal"
          }
        },
        "events": {
          "Order Completed": {
            "count": 2,
            "first": 1760000060000,
            "last": 1760000360000
          }
        },
        "sessions": {
          "count": 1,
          "last": {
            "start": 1760000060000,
            "end": 1760000360000
          }
        },
        "mergedPeople": [
          1107
        ]
      }
    }
  },
  {
    "name": "profiles.get-timeline",
    "method": "GET",
    "path": "profiles/{personId}/timeline",
    "summary": "What happened to one person, newest first",
    "description": "All facts of the person and of everyone who turned out to be the same. To read on, give the `next` of the answer as `before`; to read what came later, its `previous` as `after` (then the facts nearest to it are answered, newest first as well). An instant works in both places: facts that happened before it, or at it and after. `sessions` are those that the facts are in, whole, by all events of the person, also those that are filtered out: at most half an hour lies between two events of one. Facts reach the warehouse within about a second: `through` is the log position up to which all of them are here. `dropped` are identifiers of the fact that a guard rule set aside.",
    "permission": "profiles:read",
    "fields": [
      {
        "name": "personId",
        "place": "path",
        "kind": "number",
        "required": true,
        "type": "integer from 1",
        "description": "the number of a person, also one that was merged into another"
      },
      {
        "name": "before",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 60 characters",
        "description": "an instant (ISO 8601 or milliseconds) or the `next` of a page"
      },
      {
        "name": "after",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 60 characters",
        "description": "an instant or the `previous` of a page"
      },
      {
        "name": "limit",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 1 to 500"
      },
      {
        "name": "event",
        "place": "query",
        "kind": "list",
        "required": false,
        "type": "list of string up to 1000 characters",
        "description": "only facts of these events"
      },
      {
        "name": "type",
        "place": "query",
        "kind": "list",
        "required": false,
        "type": "list of string up to 1000 characters",
        "description": "only facts of these types: identify, track, page, screen, group, alias"
      },
      {
        "name": "source",
        "place": "query",
        "kind": "list",
        "required": false,
        "type": "list of string up to 1000 characters",
        "description": "only facts of these sources"
      }
    ],
    "example": {
      "input": {
        "personId": 1042,
        "limit": 1
      },
      "output": {
        "person": 1042,
        "facts": [
          {
            "position": 2210,
            "happened": 1760000360000,
            "appended": 1760000360120,
            "type": "track",
            "event": "Order Completed",
            "messageId": "m-2",
            "source": "web",
            "identifiers": [
              "user_id:u1"
            ],
            "dropped": [],
            "traits": {},
            "properties": {
              "revenue": 49.9,
              "currency": "EUR"
            },
            "context": {},
            "session": 1760000060000
          }
        ],
        "sessions": [
          {
            "start": 1760000060000,
            "end": 1760000360000,
            "facts": 4
          }
        ],
        "previous": "1760000360000-2210",
        "next": "1760000360000-2210",
        "through": 2304
      }
    }
  },
  {
    "name": "profiles.list-events",
    "method": "GET",
    "path": "profiles/catalogue/events",
    "summary": "Every event that was ever seen, with how often and when",
    "description": "The most frequent first; duplicates do not count. `first` and `last` are when one happened. Calls without an event name (identify, group, alias) are there with an empty one. `fields` counts distinct properties.",
    "permission": "profiles:read",
    "fields": [],
    "example": {
      "input": {},
      "output": {
        "events": [
          {
            "type": "track",
            "event": "Order Completed",
            "facts": 18532,
            "first": 1730000000000,
            "last": 1760000360000,
            "fields": 6,
            "description": "A paid order"
          }
        ],
        "facts": 18532,
        "through": 52110,
        "isComplete": true
      }
    }
  },
  {
    "name": "profiles.list-fields",
    "method": "GET",
    "path": "profiles/catalogue/fields",
    "summary": "Every property or trait that was ever seen, with its kinds of values, its class and an example",
    "description": "The most frequent first. Fields within an object are named by a path, `address.country`; what lies deeper, and in lists, is not told unless it was personal. `class` says how protected it is and `origin` why: `rule` by its name, `override` by staff (governance.define-field), `none`: an ordinary internal field. `facts` had a readable value of it and `sealedFacts` a sealed one, of which no kind and no example is known; a fact may have both, as of an address the country stays readable. A protected field has no example here, also where facts from before an override still hold readable values.",
    "permission": "profiles:read",
    "fields": [
      {
        "name": "place",
        "place": "query",
        "kind": "string",
        "required": true,
        "type": "\"property\" or \"trait\""
      },
      {
        "name": "event",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 200 characters",
        "description": "only properties of this event"
      },
      {
        "name": "type",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 20 characters",
        "description": "only properties of this kind of call"
      }
    ],
    "example": {
      "input": {
        "place": "property",
        "event": "Order Completed"
      },
      "output": {
        "fields": [
          {
            "field": "revenue",
            "kinds": [
              {
                "kind": "number",
                "facts": 18530
              },
              {
                "kind": "text",
                "facts": 2
              }
            ],
            "facts": 18532,
            "sealedFacts": 0,
            "first": 1730000000000,
            "last": 1760000360000,
            "example": "49.9",
            "class": "internal",
            "origin": "none",
            "description": "In euros, with tax"
          },
          {
            "field": "email",
            "kinds": [],
            "facts": 0,
            "sealedFacts": 210,
            "first": 1750000000000,
            "last": 1760000300000,
            "example": null,
            "class": "personal",
            "origin": "rule",
            "description": null
          }
        ],
        "through": 52110,
        "isComplete": true
      }
    }
  },
  {
    "name": "profiles.list-people",
    "method": "POST",
    "path": "profiles/people",
    "summary": "Everyone, or those of a segment, a condition or a search, in order, window by window",
    "description": "The first answer takes the order and gives it a name, `list`; further windows of it, at any `offset`, are asked for with that name and the same question. Within one list nobody is skipped or twice, whatever happens meanwhile. A list is kept for half an hour after it was used last, if there is room; later, or after a restart, the answer has another `list`: then the order was taken anew. The order is of the instant `at`, from the facts up to the log position `through`; `isComplete` is false when facts of about the last second were still missing. The values are those at `valuesAt`, live. People who turned out to be the same are one; `mergedInto` says it of who became another since the list was taken. `columns` chooses traits to show, as traits.<name>; personal ones are refused. `isCut`: the search found more people than it lists.",
    "permission": "profiles:read",
    "fields": [
      {
        "name": "segment",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string up to 64 characters",
        "description": "only members of this segment, `sg_…`"
      },
      {
        "name": "where",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string up to 32768 characters",
        "description": "only people for whom this condition is true, e.g. country = \"DE\""
      },
      {
        "name": "search",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string up to 500 characters",
        "description": "only people known by this identifier, whole or (unless it is personal) its beginning; `type:value` looks at one type"
      },
      {
        "name": "sort",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string up to 300 characters",
        "description": "person, firstSeen, lastSeen, facts, or traits.<name> of a trait that is not personal"
      },
      {
        "name": "direction",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "\"ascending\" or \"descending\"",
        "description": "who has no value comes last either way"
      },
      {
        "name": "list",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string up to 60 characters",
        "description": "the `list` of an earlier answer to the same question, to go on in the same order"
      },
      {
        "name": "columns",
        "place": "body",
        "kind": "list",
        "required": false,
        "type": "list of string up to 300 characters",
        "description": "traits to show: traits.<name>"
      },
      {
        "name": "offset",
        "place": "body",
        "kind": "number",
        "required": false,
        "type": "integer from 0 to 10000000"
      },
      {
        "name": "limit",
        "place": "body",
        "kind": "number",
        "required": false,
        "type": "integer from 0 to 500"
      }
    ],
    "example": {
      "input": {
        "where": "country = \"DE\"",
        "sort": "traits.plan",
        "direction": "ascending",
        "columns": [
          "traits.plan"
        ],
        "limit": 1
      },
      "output": {
        "list": "m8x2k1a0-1",
        "count": 8204,
        "reading": "People whose country is \"DE\"",
        "at": 1760000400000,
        "through": 52110,
        "isComplete": true,
        "isCut": false,
        "valuesAt": 1760000400120,
        "offset": 0,
        "people": [
          {
            "person": 1042,
            "mergedInto": null,
            "firstSeen": 1760000000000,
            "lastSeen": 1760000360000,
            "facts": 3,
            "identifiers": [
              {
                "type": "user_id",
                "value": "u1",
                "personal": false
              },
              {
                "type": "email",
                "value": "***x7Qa",
                "personal": true
              }
            ],
            "traits": {
              "plan": "free"
            }
          }
        ]
      }
    }
  },
  {
    "name": "profiles.reveal-profile",
    "method": "GET",
    "path": "profiles/{idType}/{value}/personal",
    "summary": "The personal values of one person, in the clear",
    "description": "Names, addresses and other personal values that the vault keeps for a person. Needs its own permission, and every call is in the audit trail.",
    "permission": "profiles:reveal",
    "fields": [
      {
        "name": "idType",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 64 characters",
        "description": "user_id, anonymous_id, email, phone, a custom type, or person for a person number"
      },
      {
        "name": "value",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 500 characters",
        "description": "the identifier as the sender wrote it"
      }
    ],
    "example": {
      "input": {
        "idType": "user_id",
        "value": "u1"
      },
      "output": {
        "person": 1042,
        "values": [
          {
            "path": "traits.email",
            "value": "anna@example.com"
          }
        ]
      }
    }
  },
  {
    "name": "segments.archive-segment",
    "method": "DELETE",
    "path": "segments/{id}",
    "summary": "End a microsegment",
    "description": "Its members leave and its live state goes; its definition and its history of entries and exits stay. Its name is free again.",
    "permission": "segments:write",
    "fields": [
      {
        "name": "id",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 64 characters",
        "description": "the id of a segment, `sg_…`"
      }
    ],
    "example": {
      "input": {
        "id": "sg_4k2v9qw8m1x3"
      },
      "output": {
        "id": "sg_4k2v9qw8m1x3",
        "name": "Repeat buyers",
        "description": "",
        "where": "count(\"Order Completed\") in last 90 days >= 3",
        "version": 1,
        "position": 1980,
        "state": "archiving",
        "progress": 0,
        "size": 751,
        "freshness": {
          "position": 52110,
          "time": 1760000360000,
          "lagMs": 0
        },
        "createdAt": 1760000000000,
        "archivedAt": 1760000400000,
        "next": null,
        "standby": null,
        "controlShare": 0,
        "thresholds": [],
        "alarms": []
      }
    }
  },
  {
    "name": "segments.check-condition",
    "method": "POST",
    "path": "segments/check",
    "summary": "What a condition says and costs, or what is wrong with it",
    "description": "For editors while somebody types: what is wrong is an answer, not an error. `reading` is the condition in plain English. `unknown` lists names that no fact has had so far: a misspelling, most likely. `segment` is the id of the segment whose condition it is to be, so that it is not part of itself.",
    "permission": "segments:read",
    "fields": [
      {
        "name": "where",
        "place": "body",
        "kind": "string",
        "required": true,
        "type": "string up to 1000000 characters"
      },
      {
        "name": "segment",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string up to 64 characters",
        "description": "the id of a segment, `sg_…`"
      }
    ],
    "example": {
      "input": {
        "where": "plann = \"free\" and COUNT(\"Order Completed\")>=3"
      },
      "output": {
        "where": "plann = \"free\" and count(\"Order Completed\") >= 3",
        "reading": "People whose plann is \"free\", and who did \"Order Completed\" at least 3 times",
        "cost": {
          "leaves": 2,
          "state": 32,
          "work": 3
        },
        "unknown": [
          {
            "kind": "trait",
            "name": "plann",
            "span": {
              "start": 0,
              "end": 14
            },
            "suggestion": "plan"
          }
        ],
        "failure": null
      }
    }
  },
  {
    "name": "segments.combine",
    "method": "POST",
    "path": "segments/combine",
    "summary": "How many people are in a combination of microsegments",
    "description": "The size is exact. `asOf` asks who was in it at a past moment: what the live segments said then. `not` by itself is everyone else there is. `sample` is how many people to name, the same ones for the same answer. `isComplete` is false while the newest changes are on their way into the warehouse, and while one of the segments is not live yet.",
    "permission": "segments:read",
    "fields": [
      {
        "name": "expression",
        "place": "body",
        "kind": "json",
        "required": true,
        "type": "string up to 64 characters or object",
        "description": "a segment's id, or { all: […] }, { any: […] }, { not: … } of such; at most 50 different segments"
      },
      {
        "name": "sample",
        "place": "body",
        "kind": "number",
        "required": false,
        "type": "integer from 0 to 10000"
      },
      {
        "name": "asOf",
        "place": "body",
        "kind": "json",
        "required": false,
        "type": "string up to 60 characters or number",
        "description": "ISO 8601, or milliseconds since 1970 UTC"
      }
    ],
    "example": {
      "input": {
        "expression": {
          "all": [
            "sg_4k2v9qw8m1x3",
            {
              "not": "sg_7h3n5p2r9t6w"
            }
          ]
        },
        "sample": 3
      },
      "output": {
        "size": 512,
        "sample": [
          1042,
          88,
          19204
        ],
        "parts": [
          {
            "id": "sg_4k2v9qw8m1x3",
            "name": "Repeat buyers",
            "version": 1,
            "state": "live",
            "size": 751
          },
          {
            "id": "sg_7h3n5p2r9t6w",
            "name": "Newsletter",
            "version": 3,
            "state": "live",
            "size": 40210
          }
        ],
        "asOf": 1760000400000,
        "through": 52110,
        "isComplete": true,
        "tookMs": 21
      }
    }
  },
  {
    "name": "segments.compare-segments",
    "method": "POST",
    "path": "segments/compare",
    "summary": "Compare two groups of people on a trait or a behaviour, with effect size and uncertainty",
    "description": "A group is a microsegment or a condition; without `b` it is everyone else. Nobody counts twice: people in both are stated and left out, or given to one side with `overlap`. Members are those of the moment `asOf`, values are the latest known then; people without a value are `missing` and not in the shares, means and tests. All intervals are of 95 %. Numbers: difference of means (Welch), of medians, Cohen’s d, Cliff’s delta (needs no shape of the values, and no outlier moves it). Categories: shares with Newcombe’s intervals, chi-squared over the listed categories and the rest, Cramér’s V. Who hangs up calls the queries off. Each comparison is of one thing: of many, some differ by chance; segments.rank-differences accounts for that.",
    "permission": "segments:read",
    "fields": [
      {
        "name": "a",
        "place": "body",
        "kind": "json",
        "required": true,
        "type": "object",
        "description": "a segment by its id, or a condition as `where`"
      },
      {
        "name": "b",
        "place": "body",
        "kind": "json",
        "required": false,
        "type": "object",
        "description": "everyone else unless given"
      },
      {
        "name": "overlap",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "\"leave-out\" or \"in-a\" or \"in-b\"",
        "description": "what becomes of people in both: left out, or counted in one of the two"
      },
      {
        "name": "asOf",
        "place": "body",
        "kind": "json",
        "required": false,
        "type": "string up to 60 characters or number",
        "description": "now unless given: who they were, and what was known of them, at that moment"
      },
      {
        "name": "on",
        "place": "body",
        "kind": "json",
        "required": true,
        "type": "object"
      }
    ],
    "example": {
      "input": {
        "a": {
          "segment": "sg_4k2v9qw8m1x3"
        },
        "on": {
          "event": "Support Requested",
          "measure": "did",
          "days": 30
        }
      },
      "output": {
        "a": {
          "reading": "People in the segment \"Repeat buyers\"",
          "people": 751,
          "missing": 0
        },
        "b": {
          "reading": "Everyone else",
          "people": 3621,
          "missing": 0
        },
        "both": 0,
        "kind": "share",
        "numbers": null,
        "categories": null,
        "shares": {
          "a": {
            "n": 751,
            "count": 83,
            "share": 0.1105,
            "interval": {
              "low": 0.0901,
              "high": 0.1349
            }
          },
          "b": {
            "n": 3621,
            "count": 201,
            "share": 0.0555,
            "interval": {
              "low": 0.0485,
              "high": 0.0634
            }
          },
          "difference": {
            "value": 0.055,
            "interval": {
              "low": 0.0332,
              "high": 0.0804
            }
          },
          "cohensH": 0.2023,
          "p": 1e-8
        },
        "asOf": 1760000400000,
        "through": 52110,
        "isComplete": true,
        "tookMs": 84
      }
    }
  },
  {
    "name": "segments.compare-versions",
    "method": "GET",
    "path": "segments/{id}/compare",
    "summary": "Who would enter and leave if another version took over",
    "description": "From the version that speaks to the one that is coming, unless given. The counts are exact; `people` names up to `limit` of them. `isComplete` is false while a version is not live or the newest changes are on their way.",
    "permission": "segments:read",
    "fields": [
      {
        "name": "id",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 64 characters",
        "description": "the id of a segment, `sg_…`"
      },
      {
        "name": "from",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 1",
        "description": "a version; the one that speaks unless given"
      },
      {
        "name": "to",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 1",
        "description": "a version; the one that is coming unless given"
      },
      {
        "name": "limit",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 0 to 10000"
      }
    ],
    "example": {
      "input": {
        "id": "sg_4k2v9qw8m1x3",
        "limit": 2
      },
      "output": {
        "from": {
          "version": 1,
          "state": "live",
          "size": 751
        },
        "to": {
          "version": 2,
          "state": "live",
          "size": 320
        },
        "stay": 318,
        "enter": {
          "count": 2,
          "people": [
            1107,
            88
          ]
        },
        "leave": {
          "count": 433,
          "people": [
            1042,
            19204
          ]
        },
        "through": 52110,
        "isComplete": true
      }
    }
  },
  {
    "name": "segments.complete-condition",
    "method": "POST",
    "path": "segments/complete",
    "summary": "What could stand at a place of a half-written condition",
    "description": "For editors while somebody types. An item’s `insert` replaces the text from `from` up to `to`. Events, traits, values and properties are those of a sample of history; best first, at most 50.",
    "permission": "segments:read",
    "fields": [
      {
        "name": "text",
        "place": "body",
        "kind": "string",
        "required": true,
        "type": "string up to 1000000 characters"
      },
      {
        "name": "offset",
        "place": "body",
        "kind": "number",
        "required": true,
        "type": "integer from 0",
        "description": "the cursor, a place between UTF-16 units"
      }
    ],
    "example": {
      "input": {
        "text": "count(\"Ord",
        "offset": 10
      },
      "output": {
        "from": 6,
        "to": 10,
        "items": [
          {
            "label": "Order Completed",
            "insert": "\"Order Completed\"",
            "kind": "event"
          }
        ]
      }
    }
  },
  {
    "name": "segments.create-segment",
    "method": "POST",
    "path": "segments",
    "summary": "Define a microsegment",
    "description": "The condition is checked at once; a failure says where it is wrong and what would fit there. From its definition on the segment follows every fact, while history is read in the background: `state` goes from `backfilling` over `sweeping` to `live`, and members are complete when it is live.",
    "permission": "segments:write",
    "fields": [
      {
        "name": "name",
        "place": "body",
        "kind": "string",
        "required": true,
        "type": "string up to 200 characters"
      },
      {
        "name": "where",
        "place": "body",
        "kind": "string",
        "required": true,
        "type": "string up to 1000000 characters",
        "description": "the condition, e.g. count(\"Order Completed\") in last 90 days >= 3"
      },
      {
        "name": "description",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string up to 2000 characters"
      }
    ],
    "example": {
      "input": {
        "name": "Repeat buyers",
        "where": "count(\"Order Completed\") in last 90 days >= 3"
      },
      "output": {
        "id": "sg_4k2v9qw8m1x3",
        "name": "Repeat buyers",
        "description": "",
        "where": "count(\"Order Completed\") in last 90 days >= 3",
        "version": 1,
        "position": 1980,
        "state": "backfilling",
        "progress": 0,
        "size": 0,
        "freshness": {
          "position": 52110,
          "time": 1760000360000,
          "lagMs": 0
        },
        "createdAt": 1760000000000,
        "archivedAt": null,
        "next": null,
        "standby": null,
        "controlShare": 0,
        "thresholds": [],
        "alarms": []
      }
    }
  },
  {
    "name": "segments.cut-over-version",
    "method": "POST",
    "path": "segments/{id}/cut-over",
    "summary": "Let another version of a microsegment speak for it",
    "description": "The version must be live. The one that spoke until now stands by for a day, so that it can be gone back to at once.",
    "permission": "segments:write",
    "fields": [
      {
        "name": "id",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 64 characters",
        "description": "the id of a segment, `sg_…`"
      },
      {
        "name": "version",
        "place": "body",
        "kind": "number",
        "required": true,
        "type": "integer from 1"
      }
    ],
    "example": {
      "input": {
        "id": "sg_4k2v9qw8m1x3",
        "version": 2
      },
      "output": {
        "id": "sg_4k2v9qw8m1x3",
        "name": "Repeat buyers",
        "description": "",
        "where": "count(\"Order Completed\") in last 90 days >= 5",
        "version": 2,
        "position": 2011,
        "state": "live",
        "progress": 1,
        "size": 320,
        "freshness": {
          "position": 52110,
          "time": 1760000360000,
          "lagMs": 0
        },
        "createdAt": 1760000000000,
        "archivedAt": null,
        "next": null,
        "standby": {
          "version": 1,
          "where": "count(\"Order Completed\") in last 90 days >= 3",
          "until": 1760086400000
        },
        "controlShare": 0,
        "thresholds": [],
        "alarms": []
      }
    }
  },
  {
    "name": "segments.explain-person",
    "method": "POST",
    "path": "segments/explain",
    "summary": "Why somebody is in a microsegment or not, now or at a past moment",
    "description": "Give a segment or a condition of your own. Of a segment, the version is explained that spoke for it at `asOf` (before the first one: the first). Each part in the order of the text: its value, what was found, the log positions of the facts it rests on (the latest 20), since when it is so and until when, by time alone, with everything that was known. `needs` says what would have to become so to enter, or to leave: a line per part, nested under \"all of\" and \"any of\". A fact of the last second may not be there yet; `through` is the log position up to which all are.",
    "permission": "segments:read",
    "fields": [
      {
        "name": "person",
        "place": "body",
        "kind": "number",
        "required": true,
        "type": "integer from 1"
      },
      {
        "name": "segment",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string up to 64 characters",
        "description": "the id of a segment, `sg_…`"
      },
      {
        "name": "where",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string up to 1000000 characters",
        "description": "the condition, e.g. count(\"Order Completed\") in last 90 days >= 3"
      },
      {
        "name": "asOf",
        "place": "body",
        "kind": "json",
        "required": false,
        "type": "string up to 60 characters or number",
        "description": "ISO 8601, or milliseconds since 1970 UTC"
      },
      {
        "name": "knownAt",
        "place": "body",
        "kind": "json",
        "required": false,
        "type": "string up to 60 characters or number",
        "description": "ISO 8601, or milliseconds since 1970 UTC"
      }
    ],
    "example": {
      "input": {
        "person": 1042,
        "where": "count(\"Order Completed\") in last 90 days >= 3"
      },
      "output": {
        "person": 1042,
        "version": null,
        "truth": "false",
        "since": 1759000000000,
        "until": null,
        "parts": [
          {
            "depth": 0,
            "kind": "measure",
            "text": "count(\"Order Completed\") in last 90 days >= 3",
            "reading": "they did \"Order Completed\" at least 3 times in the last 90 days",
            "truth": "false",
            "found": [
              "2"
            ],
            "facts": [
              51003,
              52044
            ],
            "factCount": 2,
            "since": 1759000000000,
            "until": null
          }
        ],
        "needs": [
          {
            "depth": 0,
            "text": "they did \"Order Completed\" at least 3 times in the last 90 days (now 2)"
          }
        ],
        "asOf": 1760000400000,
        "knownAt": 1760000400000,
        "through": 52110
      }
    }
  },
  {
    "name": "segments.get-history",
    "method": "GET",
    "path": "segments/{id}/changes",
    "summary": "Who entered and left a microsegment, when and why",
    "description": "Newest first, over all versions of the segment. `at` is the exact instant: of the fact that caused the change, or of the end of a window. `from` is included, `to` is not. To read on, give the `next` of the answer as `before`. `through` is the log position up to which all changes are here.",
    "permission": "segments:read",
    "fields": [
      {
        "name": "id",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 64 characters",
        "description": "the id of a segment, `sg_…`"
      },
      {
        "name": "from",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 60 characters",
        "description": "ISO 8601, or milliseconds since 1970 UTC"
      },
      {
        "name": "to",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 60 characters",
        "description": "ISO 8601, or milliseconds since 1970 UTC"
      },
      {
        "name": "before",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 1",
        "description": "the `next` of the page before"
      },
      {
        "name": "limit",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 1 to 10000"
      }
    ],
    "example": {
      "input": {
        "id": "sg_4k2v9qw8m1x3",
        "from": "2025-10-09T00:00:00Z",
        "limit": 2
      },
      "output": {
        "changes": [
          {
            "person": 1107,
            "at": 1760000380000,
            "entered": false,
            "cause": "time",
            "version": 1,
            "position": 52110
          },
          {
            "person": 1042,
            "at": 1760000360120,
            "entered": true,
            "cause": "fact",
            "version": 1,
            "position": 52102
          }
        ],
        "next": 8812,
        "through": 52110
      }
    }
  },
  {
    "name": "segments.get-segment",
    "method": "GET",
    "path": "segments/{id}",
    "summary": "One microsegment: condition, size, state and freshness",
    "description": "`size` is the number of members now. `freshness` says how far the engine is: `lagMs` is 0 when it has met the whole log. `next` is a newer version that takes over once it is live or when you say so; until then everything else is about the present one. `standby` is the version before, while it can be gone back to. `control` counts the control group (null while that cannot be counted) and says which shares it had since when. A threshold without a value waits for its first computation.",
    "permission": "segments:read",
    "fields": [
      {
        "name": "id",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 64 characters",
        "description": "the id of a segment, `sg_…`"
      }
    ],
    "example": {
      "input": {
        "id": "sg_4k2v9qw8m1x3"
      },
      "output": {
        "id": "sg_4k2v9qw8m1x3",
        "name": "Repeat buyers",
        "description": "",
        "where": "count(\"Order Completed\") in last 90 days >= 3",
        "version": 1,
        "position": 1980,
        "state": "live",
        "progress": 1,
        "size": 751,
        "freshness": {
          "position": 52110,
          "time": 1760000360000,
          "lagMs": 0
        },
        "createdAt": 1760000000000,
        "archivedAt": null,
        "next": null,
        "standby": null,
        "controlShare": 10,
        "thresholds": [],
        "alarms": [],
        "control": {
          "members": 75,
          "treated": 676,
          "shares": [
            {
              "since": 1760000000000,
              "percent": 10
            }
          ]
        }
      }
    }
  },
  {
    "name": "segments.get-series",
    "method": "GET",
    "path": "segments/{id}/series",
    "summary": "The size of a microsegment over time, with who entered and left",
    "description": "`size` is the number of members at the end of each stretch: the size before, plus everyone who entered, less everyone who left. Someone who leaves and comes back counts each time. While a version speaks for the segment its changes count; when another one takes over, the difference between the two has the cause `version`. Minutes and hours are those of UTC; days, weeks and months are those of `zone`. The first stretch is the whole one that holds `from`; the last one ends at `to`. At most 1000 stretches.",
    "permission": "segments:read",
    "fields": [
      {
        "name": "id",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 64 characters",
        "description": "the id of a segment, `sg_…`"
      },
      {
        "name": "from",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 60 characters",
        "description": "unless given, before `to`: 6 hours of minutes, 7 days of hours, 30 days, 26 weeks or 365 days of months"
      },
      {
        "name": "to",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 60 characters",
        "description": "now unless given; a later moment is taken for now"
      },
      {
        "name": "interval",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "\"minute\" or \"hour\" or \"day\" or \"week\" or \"month\""
      },
      {
        "name": "zone",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string up to 64 characters",
        "description": "a time zone such as Europe/Berlin"
      }
    ],
    "example": {
      "input": {
        "id": "sg_4k2v9qw8m1x3",
        "from": "2025-10-08T00:00:00Z",
        "to": "2025-10-10T00:00:00Z",
        "interval": "day",
        "zone": "UTC"
      },
      "output": {
        "before": 740,
        "points": [
          {
            "from": 1759881600000,
            "to": 1759968000000,
            "size": 742,
            "entered": 9,
            "left": 7,
            "causes": {
              "fact": {
                "entered": 9,
                "left": 0
              },
              "time": {
                "entered": 0,
                "left": 7
              }
            }
          },
          {
            "from": 1759968000000,
            "to": 1760054400000,
            "size": 751,
            "entered": 9,
            "left": 0,
            "causes": {
              "fact": {
                "entered": 9,
                "left": 0
              }
            }
          }
        ],
        "through": 52110,
        "isComplete": true
      }
    }
  },
  {
    "name": "segments.list-alarms",
    "method": "GET",
    "path": "segments/alarms",
    "summary": "What stands still and should move",
    "description": "`stuck`: a version on its way to live has made no progress for five minutes. `behind`: the engine is a minute or more behind the log. `stale-threshold`: the threshold of a rank is older than three times its interval. `outdated-reference`: a segment that the condition names has changed, and the condition cannot be written out anew. Oldest first; none when everything moves.",
    "permission": "segments:read",
    "fields": [],
    "example": {
      "input": {},
      "output": {
        "alarms": [
          {
            "kind": "stuck",
            "segment": "sg_4k2v9qw8m1x3",
            "version": 2,
            "since": 1760000000000,
            "message": "version 2 is backfilling and has made no progress for 7 minutes"
          }
        ]
      }
    }
  },
  {
    "name": "segments.list-members",
    "method": "GET",
    "path": "segments/{id}/members",
    "summary": "Who is in a microsegment now, and since when",
    "description": "By ascending person number. To read on, give the `next` of the answer as `after`, until it is null: a page of one group may hold fewer people than `limit`. `control` says who is in the control group. Who enters or leaves meanwhile may be on a page or not.",
    "permission": "segments:read",
    "fields": [
      {
        "name": "id",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 64 characters",
        "description": "the id of a segment, `sg_…`"
      },
      {
        "name": "after",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 0 to 9007199254740990",
        "description": "members with a larger person number"
      },
      {
        "name": "limit",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 1 to 10000"
      },
      {
        "name": "group",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "\"all\" or \"control\" or \"treated\"",
        "description": "everyone, the control group, or everyone else"
      }
    ],
    "example": {
      "input": {
        "id": "sg_4k2v9qw8m1x3",
        "limit": 2
      },
      "output": {
        "size": 751,
        "control": 75,
        "members": [
          {
            "person": 1042,
            "since": 1760000360120,
            "control": true
          },
          {
            "person": 1107,
            "since": 1760000200000,
            "control": false
          }
        ],
        "next": 1107
      }
    }
  },
  {
    "name": "segments.list-movers",
    "method": "GET",
    "path": "segments/movers",
    "summary": "Which microsegments moved most lately",
    "description": "From `from` up to `to`: the size before, how many entered and left (someone who comes and goes counts each time), the size after. Those whose size changed most come first, then those with the most coming and going. segments.get-series over the same `from`, `to` and `interval` adds up to the same figures.",
    "permission": "segments:read",
    "fields": [
      {
        "name": "window",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "\"hour\" or \"day\""
      },
      {
        "name": "limit",
        "place": "query",
        "kind": "number",
        "required": false,
        "type": "integer from 1 to 1000"
      }
    ],
    "example": {
      "input": {
        "window": "day",
        "limit": 1
      },
      "output": {
        "from": 1759986000000,
        "to": 1760072460000,
        "interval": "hour",
        "movers": [
          {
            "id": "sg_4k2v9qw8m1x3",
            "name": "Repeat buyers",
            "before": 740,
            "size": 751,
            "change": 11,
            "entered": 14,
            "left": 3,
            "sizes": [
              742,
              745,
              751
            ]
          }
        ],
        "moved": 4,
        "through": 52110,
        "isComplete": true
      }
    }
  },
  {
    "name": "segments.list-segments",
    "method": "GET",
    "path": "segments",
    "summary": "All microsegments with their size and state",
    "permission": "segments:read",
    "fields": [
      {
        "name": "archived",
        "place": "query",
        "kind": "string",
        "required": false,
        "type": "string",
        "description": "also those that were archived"
      }
    ],
    "example": {
      "input": {},
      "output": {
        "segments": [
          {
            "id": "sg_4k2v9qw8m1x3",
            "name": "Repeat buyers",
            "description": "",
            "where": "count(\"Order Completed\") in last 90 days >= 3",
            "version": 1,
            "position": 1980,
            "state": "live",
            "progress": 1,
            "size": 751,
            "freshness": {
              "position": 52110,
              "time": 1760000360000,
              "lagMs": 0
            },
            "createdAt": 1760000000000,
            "archivedAt": null,
            "next": null,
            "standby": null,
            "controlShare": 0,
            "thresholds": [],
            "alarms": []
          }
        ]
      }
    }
  },
  {
    "name": "segments.list-versions",
    "method": "GET",
    "path": "segments/{id}/versions",
    "summary": "Every version of a microsegment, and when it spoke",
    "description": "Newest first. `role` is `preparing` until the version is live, `ready` while it waits for the cut-over, `speaking` for the one whose members are the segment’s, `standby` for the one before, which can be gone back to. `reason` says why there is a version that nobody asked for.",
    "permission": "segments:read",
    "fields": [
      {
        "name": "id",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 64 characters",
        "description": "the id of a segment, `sg_…`"
      }
    ],
    "example": {
      "input": {
        "id": "sg_4k2v9qw8m1x3"
      },
      "output": {
        "versions": [
          {
            "version": 2,
            "where": "count(\"Order Completed\") in last 90 days >= 5",
            "role": "ready",
            "state": "live",
            "position": 2011,
            "size": 320,
            "progress": 1,
            "cutOver": "manual",
            "reason": "",
            "createdAt": 1760000200000,
            "spoke": []
          },
          {
            "version": 1,
            "where": "count(\"Order Completed\") in last 90 days >= 3",
            "role": "speaking",
            "state": "live",
            "position": 1980,
            "size": 751,
            "progress": 1,
            "cutOver": "when-ready",
            "reason": "",
            "createdAt": 1760000000000,
            "spoke": [
              {
                "from": 1760000000000,
                "to": null
              }
            ]
          }
        ]
      }
    }
  },
  {
    "name": "segments.overlaps",
    "method": "POST",
    "path": "segments/overlaps",
    "summary": "How much microsegments have in common, two by two",
    "description": "`both` is the exact number of people in both; `jaccard` is that by the people in either. `asOf` asks about a past moment: what the live segments said then.",
    "permission": "segments:read",
    "fields": [
      {
        "name": "ids",
        "place": "body",
        "kind": "list",
        "required": true,
        "type": "list of string up to 64 characters"
      },
      {
        "name": "asOf",
        "place": "body",
        "kind": "json",
        "required": false,
        "type": "string up to 60 characters or number",
        "description": "ISO 8601, or milliseconds since 1970 UTC"
      }
    ],
    "example": {
      "input": {
        "ids": [
          "sg_4k2v9qw8m1x3",
          "sg_7h3n5p2r9t6w"
        ]
      },
      "output": {
        "segments": [
          {
            "id": "sg_4k2v9qw8m1x3",
            "name": "Repeat buyers",
            "version": 1,
            "state": "live",
            "size": 800
          },
          {
            "id": "sg_7h3n5p2r9t6w",
            "name": "Newsletter",
            "version": 3,
            "state": "live",
            "size": 400
          }
        ],
        "overlaps": [
          {
            "a": "sg_4k2v9qw8m1x3",
            "b": "sg_7h3n5p2r9t6w",
            "both": 200,
            "jaccard": 0.2
          }
        ],
        "asOf": 1760000400000,
        "through": 52110,
        "isComplete": true,
        "tookMs": 14
      }
    }
  },
  {
    "name": "segments.preview-segment",
    "method": "POST",
    "path": "segments/preview",
    "summary": "Count who is in a condition, now or at a past moment",
    "description": "`count` is exact. `asOf` is the moment the question is about: facts that happened later are left out. `knownAt` is the moment it is asked from: facts and merges that were processed later are left out. Both are now unless given; both at the same moment give what the live segment said then. `isComplete` is false while the newest facts are on their way into the warehouse; `through` is the log position up to which everything was counted. Whoever hangs up before the answer calls the query off. `reading` is the condition in plain English; `cost` is what it would cost as a segment: bytes per person, and steps per fact. `unknown` lists names that no fact has had so far, with the nearest that some had: a misspelling, most likely.",
    "permission": "segments:read",
    "fields": [
      {
        "name": "where",
        "place": "body",
        "kind": "string",
        "required": true,
        "type": "string up to 1000000 characters",
        "description": "the condition, e.g. count(\"Order Completed\") in last 90 days >= 3"
      },
      {
        "name": "asOf",
        "place": "body",
        "kind": "json",
        "required": false,
        "type": "string up to 60 characters or number",
        "description": "ISO 8601, or milliseconds since 1970 UTC"
      },
      {
        "name": "knownAt",
        "place": "body",
        "kind": "json",
        "required": false,
        "type": "string up to 60 characters or number",
        "description": "ISO 8601, or milliseconds since 1970 UTC"
      },
      {
        "name": "sample",
        "place": "body",
        "kind": "number",
        "required": false,
        "type": "integer from 0 to 100"
      }
    ],
    "example": {
      "input": {
        "where": "count(\"Order Completed\") in last 90 days >= 3",
        "asOf": "2011-12-10T00:00:00Z",
        "sample": 3
      },
      "output": {
        "count": 751,
        "sample": [
          1042,
          88,
          19204
        ],
        "asOf": 1323475200000,
        "knownAt": 1760000400000,
        "tookMs": 84,
        "through": 52110,
        "isComplete": true,
        "reading": "People who did \"Order Completed\" at least 3 times in the last 90 days",
        "cost": {
          "leaves": 1,
          "state": 32,
          "work": 2
        },
        "unknown": []
      }
    }
  },
  {
    "name": "segments.rank-differences",
    "method": "POST",
    "path": "segments/differences",
    "summary": "Which traits and behaviours tell two groups of people apart most",
    "description": "Groups as in segments.compare-segments. `effect` is 0 to 1 and means the same for all: of numbers the size of Cliff’s delta, of categories how much of the shares lies elsewhere, of events the difference of the shares who did them in the last `days`. `signed` is a less b. `adjustedP` accounts for how many were `looked` at (Benjamini and Hochberg): of those below 0.05 about one in twenty is there by chance. Large groups make small differences certain: look at the effect first. Personal traits are not compared. A condition that made the groups is of course among what differs.",
    "permission": "segments:read",
    "fields": [
      {
        "name": "a",
        "place": "body",
        "kind": "json",
        "required": true,
        "type": "object",
        "description": "a segment by its id, or a condition as `where`"
      },
      {
        "name": "b",
        "place": "body",
        "kind": "json",
        "required": false,
        "type": "object",
        "description": "everyone else unless given"
      },
      {
        "name": "overlap",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "\"leave-out\" or \"in-a\" or \"in-b\"",
        "description": "what becomes of people in both: left out, or counted in one of the two"
      },
      {
        "name": "asOf",
        "place": "body",
        "kind": "json",
        "required": false,
        "type": "string up to 60 characters or number",
        "description": "now unless given: who they were, and what was known of them, at that moment"
      },
      {
        "name": "days",
        "place": "body",
        "kind": "number",
        "required": false,
        "type": "integer from 1 to 3650"
      },
      {
        "name": "limit",
        "place": "body",
        "kind": "number",
        "required": false,
        "type": "integer from 1 to 100"
      }
    ],
    "example": {
      "input": {
        "a": {
          "segment": "sg_4k2v9qw8m1x3"
        },
        "days": 30,
        "limit": 1
      },
      "output": {
        "a": {
          "reading": "People in the segment \"Repeat buyers\"",
          "people": 751
        },
        "b": {
          "reading": "Everyone else",
          "people": 3621
        },
        "both": 0,
        "differences": [
          {
            "subject": "event",
            "name": "Product Viewed",
            "kind": "share",
            "effect": 0.41,
            "signed": 0.41,
            "interval": {
              "low": 0.37,
              "high": 0.44
            },
            "p": 1e-12,
            "adjustedP": 3e-11,
            "knownA": 751,
            "knownB": 3621
          }
        ],
        "looked": 34,
        "asOf": 1760000400000,
        "through": 52110,
        "isComplete": true,
        "tookMs": 310
      }
    }
  },
  {
    "name": "segments.roll-back-segment",
    "method": "POST",
    "path": "segments/{id}/roll-back",
    "summary": "Go back to the version of a microsegment that spoke before",
    "description": "At once: the version before is kept up to date for a day after it was replaced. The one that is gone back from then stands by in turn.",
    "permission": "segments:write",
    "fields": [
      {
        "name": "id",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 64 characters",
        "description": "the id of a segment, `sg_…`"
      }
    ],
    "example": {
      "input": {
        "id": "sg_4k2v9qw8m1x3"
      },
      "output": {
        "id": "sg_4k2v9qw8m1x3",
        "name": "Repeat buyers",
        "description": "",
        "where": "count(\"Order Completed\") in last 90 days >= 3",
        "version": 1,
        "position": 1980,
        "state": "live",
        "progress": 1,
        "size": 751,
        "freshness": {
          "position": 52110,
          "time": 1760000360000,
          "lagMs": 0
        },
        "createdAt": 1760000000000,
        "archivedAt": null,
        "next": null,
        "standby": {
          "version": 2,
          "where": "count(\"Order Completed\") in last 90 days >= 5",
          "until": 1760086400000
        },
        "controlShare": 0,
        "thresholds": [],
        "alarms": []
      }
    }
  },
  {
    "name": "segments.set-control-share",
    "method": "POST",
    "path": "segments/{id}/control-share",
    "summary": "Leave a fixed share of a microsegment alone, to compare with",
    "description": "The control group is chosen by a hash of the segment and the person: it stays the same when members come and go, and a larger share holds everyone of a smaller one. Every change of the share is kept with its time.",
    "permission": "segments:write",
    "fields": [
      {
        "name": "id",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 64 characters",
        "description": "the id of a segment, `sg_…`"
      },
      {
        "name": "percent",
        "place": "body",
        "kind": "number",
        "required": true,
        "type": "number from 0 to 50",
        "description": "of the members; 0 for no control group"
      }
    ],
    "example": {
      "input": {
        "id": "sg_4k2v9qw8m1x3",
        "percent": 10
      },
      "output": {
        "id": "sg_4k2v9qw8m1x3",
        "name": "Repeat buyers",
        "description": "",
        "where": "count(\"Order Completed\") in last 90 days >= 3",
        "version": 1,
        "position": 1980,
        "state": "live",
        "progress": 1,
        "size": 751,
        "freshness": {
          "position": 52110,
          "time": 1760000360000,
          "lagMs": 0
        },
        "createdAt": 1760000000000,
        "archivedAt": null,
        "next": null,
        "standby": null,
        "controlShare": 10,
        "thresholds": [],
        "alarms": []
      }
    }
  },
  {
    "name": "segments.update-segment",
    "method": "PATCH",
    "path": "segments/{id}",
    "summary": "Rename a microsegment or change its condition",
    "description": "A new condition becomes a new version. It is prepared beside the present one, which goes on unchanged, and takes over once it is live; with `cutOver` `manual` it waits, live, until you cut over to it, so that you can compare first. The version it replaces stands by for a day.",
    "permission": "segments:write",
    "fields": [
      {
        "name": "id",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 64 characters",
        "description": "the id of a segment, `sg_…`"
      },
      {
        "name": "name",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string up to 200 characters"
      },
      {
        "name": "description",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string up to 2000 characters"
      },
      {
        "name": "where",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "string up to 1000000 characters",
        "description": "the condition, e.g. count(\"Order Completed\") in last 90 days >= 3"
      },
      {
        "name": "cutOver",
        "place": "body",
        "kind": "string",
        "required": false,
        "type": "\"when-ready\" or \"manual\"",
        "description": "how the new condition takes over: by itself (`when-ready`) unless given"
      }
    ],
    "example": {
      "input": {
        "id": "sg_4k2v9qw8m1x3",
        "where": "count(\"Order Completed\") in last 90 days >= 5"
      },
      "output": {
        "id": "sg_4k2v9qw8m1x3",
        "name": "Repeat buyers",
        "description": "",
        "where": "count(\"Order Completed\") in last 90 days >= 3",
        "version": 1,
        "position": 1980,
        "state": "live",
        "progress": 1,
        "size": 751,
        "freshness": {
          "position": 52110,
          "time": 1760000360000,
          "lagMs": 0
        },
        "createdAt": 1760000000000,
        "archivedAt": null,
        "next": {
          "version": 2,
          "where": "count(\"Order Completed\") in last 90 days >= 5",
          "state": "backfilling",
          "progress": 0,
          "cutOver": "when-ready",
          "reason": ""
        },
        "standby": null,
        "controlShare": 0,
        "thresholds": [],
        "alarms": []
      }
    }
  },
  {
    "name": "stream.find-message",
    "method": "GET",
    "path": "stream/messages/{messageId}",
    "summary": "Find the records of a message by its id",
    "description": "Facts that count are found however old they are; duplicates, and facts that history does not have yet, among the newest records only: from `scannedFrom` on every record was looked at. Read what became of each with stream.inspect-record. Refused events are in intake.list-quarantine.",
    "permission": "stream:read",
    "fields": [
      {
        "name": "messageId",
        "place": "path",
        "kind": "string",
        "required": true,
        "type": "string up to 100 characters",
        "description": "as the sender gave it"
      }
    ],
    "example": {
      "input": {
        "messageId": "m-2"
      },
      "output": {
        "positions": [
          5021,
          5022
        ],
        "through": 52110,
        "scannedFrom": 1
      }
    }
  },
  {
    "name": "stream.get-figures",
    "method": "GET",
    "path": "stream/state",
    "summary": "The state of the system in figures, now",
    "description": "The same that stream.live tells about once a second to whoever asks it for `system`.",
    "permission": "stream:read",
    "fields": [],
    "example": {
      "input": {},
      "output": {
        "at": 1760000400000,
        "version": "0.1.0",
        "startedAt": 1759990000000,
        "facts": {
          "accepted": 52114,
          "processed": 52110,
          "duplicates": 12,
          "perSecond": 5.2
        },
        "people": 4372,
        "merges": 31,
        "engine": {
          "position": 52140,
          "behind": 4,
          "lagMs": 3,
          "rebuilding": false,
          "refusing": null
        },
        "warehouse": {
          "through": 52110,
          "behind": 30,
          "lagMs": 410,
          "waiting": 2
        },
        "outbox": [
          {
            "consumer": "warehouse",
            "waiting": 2
          },
          {
            "consumer": "registry",
            "waiting": 0
          },
          {
            "consumer": "subscribers",
            "waiting": 0
          }
        ],
        "quarantined": 3,
        "log": {
          "position": 52144,
          "bytes": 33562112,
          "limitBytes": 20000000000,
          "pendingBytes": 0
        },
        "disk": {
          "freeBytes": 81200000000,
          "totalBytes": 120000000000,
          "reservedBytes": 512000000
        },
        "parts": [
          {
            "name": "engine",
            "kind": "thread",
            "up": true,
            "reason": null,
            "restarts": null
          },
          {
            "name": "warehouse",
            "kind": "child",
            "up": false,
            "reason": "it is starting",
            "restarts": 1
          }
        ],
        "segments": {
          "total": 12,
          "live": 11,
          "members": 9310
        },
        "alarms": []
      }
    }
  },
  {
    "name": "stream.inspect-record",
    "method": "GET",
    "path": "stream/records/{position}",
    "summary": "One record of the log, and what became of it",
    "description": "The record as it is stored: personal values lie sealed in it, and only where they were given is told. The outcome says whom it was found to be about, which identifiers it linked, who turned out to be the same person, and who entered or left a microsegment because of it. `waiting`: the engine has not come to it. `duplicate`: the same message came before and counts already. `none`: a record about nobody, such as a definition.",
    "permission": "stream:read",
    "fields": [
      {
        "name": "position",
        "place": "path",
        "kind": "number",
        "required": true,
        "type": "integer from 1",
        "description": "position in the log"
      }
    ],
    "example": {
      "input": {
        "position": 5021
      },
      "output": {
        "position": 5021,
        "appended": 1760000360120,
        "kind": "fact",
        "bytes": 644,
        "fact": {
          "type": "track",
          "event": "Order Completed",
          "messageId": "m-2",
          "source": "key_4f1a9c2be07d",
          "happened": 1760000360000,
          "received": 1760000360100,
          "original": 1760000360000,
          "sent": 1760000360050,
          "identifiers": [
            {
              "type": "user_id",
              "value": "u1",
              "personal": false
            }
          ],
          "traits": {},
          "properties": {
            "revenue": 49.9,
            "currency": "EUR"
          },
          "context": {},
          "sealed": [
            {
              "path": "properties.email",
              "class": "personal"
            }
          ]
        },
        "content": null,
        "outcome": {
          "state": "counted",
          "person": 1042,
          "personNow": 1042,
          "duplicateOf": null,
          "dropped": [],
          "links": [],
          "merges": [],
          "changes": [
            {
              "segment": "sg_4k2v9qw8m1x3",
              "name": "Repeat buyers",
              "version": 1,
              "person": 1042,
              "entered": true,
              "cause": "fact",
              "at": 1760000360120
            }
          ],
          "from": "history"
        }
      }
    }
  }
]
