// Generated from the declared operations by tools/reference; change those and run `npm run reference`.

import type { OperationHelp } from './route-table.ts'

/** Every operation as the command line explains it. */
export const REFERENCE: readonly OperationHelp[] = [
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
            "happened": 1760000000000
          },
          "email_domain": {
            "value": "example.com",
            "happened": 1760000000000
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
    "description": "All facts of the person and of everyone who turned out to be the same. To read on, give the `next` of the answer as `before`; an instant works there too. Facts reach the warehouse within about a second: `through` is the log position up to which all of them are here. `dropped` are identifiers of the fact that a guard rule set aside.",
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
        "description": "an instant (ISO 8601 or milliseconds) or the `next` of the page before"
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
        "kind": "string",
        "required": false,
        "type": "string up to 1000 characters",
        "description": "only facts of this event"
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
            "context": {}
          }
        ],
        "next": "1760000360000-2210",
        "through": 2304
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
        "next": null
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
        "type": "string up to 32768 characters",
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
        "next": null
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
    "description": "`size` is the number of members now. `freshness` says how far the engine is: `lagMs` is 0 when it has met the whole log. `next` is a newer version that takes over once it is live; until then everything else is about the present one.",
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
        "next": null
      }
    }
  },
  {
    "name": "segments.list-members",
    "method": "GET",
    "path": "segments/{id}/members",
    "summary": "Who is in a microsegment now, and since when",
    "description": "By ascending person number. To read on, give the `next` of the answer as `after`. Who enters or leaves meanwhile may be on a page or not.",
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
      }
    ],
    "example": {
      "input": {
        "id": "sg_4k2v9qw8m1x3",
        "limit": 2
      },
      "output": {
        "size": 751,
        "members": [
          {
            "person": 1042,
            "since": 1760000360120
          },
          {
            "person": 1107,
            "since": 1760000200000
          }
        ],
        "next": 1107
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
            "next": null
          }
        ]
      }
    }
  },
  {
    "name": "segments.preview-segment",
    "method": "POST",
    "path": "segments/preview",
    "summary": "Count who is in a condition, now or at a past moment",
    "description": "`count` is exact. `asOf` is the moment the question is about: facts that happened later are left out. `knownAt` is the moment it is asked from: facts and merges that were processed later are left out. Both are now unless given; both at the same moment give what the live segment said then. `isComplete` is false while the newest facts are on their way into the warehouse; `through` is the log position up to which everything was counted.",
    "permission": "segments:read",
    "fields": [
      {
        "name": "where",
        "place": "body",
        "kind": "string",
        "required": true,
        "type": "string up to 32768 characters",
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
        "isComplete": true
      }
    }
  },
  {
    "name": "segments.update-segment",
    "method": "PATCH",
    "path": "segments/{id}",
    "summary": "Rename a microsegment or change its condition",
    "description": "A new condition becomes a new version. It is prepared beside the present one, which goes on unchanged, and takes over once it is live; members of the new version have entered it at that time.",
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
        "type": "string up to 32768 characters",
        "description": "the condition, e.g. count(\"Order Completed\") in last 90 days >= 3"
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
          "progress": 0
        }
      }
    }
  }
]
