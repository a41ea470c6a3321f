/** Ownership in message brokers' clients: amqplib's channels and connections, kafkajs' producers and consumers, mqtt's connections. */

import { emitterMembers } from "../emitter-members.ts";
import type { Model, TypeModel } from "../schema.ts";

const channel: TypeModel = {
  what: "a channel",
  strength: "soft",
  release: ["close"],
  leak: "The channel stays open on the broker until its connection ends; a connection has a limited number.",
  useAfter: "The call throws an `IllegalOperationError`: `Channel closed`.",
  doubleRelease: "The second `close()` throws an `IllegalOperationError`: `Channel closed`.",
  safeAfter: ["connection", ...emitterMembers],
};
const connection: TypeModel = {
  what: "a broker connection",
  strength: "soft",
  release: ["close"],
  leak: "The connection stays open and keeps the process alive.",
  useAfter: "The call throws an `IllegalOperationError`: the connection is closed.",
  doubleRelease: "The second `close()` throws an `IllegalOperationError`: the connection is closed.",
  safeAfter: ["connection", ...emitterMembers],
};
/** Soft: most run for the life of the process. */
const peer = (what: string): TypeModel => ({
  what,
  strength: "soft",
  release: ["disconnect"],
  leak: "Its connections stay open and keep the process alive; a consumer's partitions stay with it.",
});

export const amqplib: Model = {
  modules: ["amqplib"],
  types: { Channel: channel, ConfirmChannel: channel, ChannelModel: connection },
  functions: {
    connect: { result: { kind: "fresh", type: "ChannelModel", awaited: true }, whenResult: ["ChannelModel"], throws: "outside" },
    "ChannelModel.createChannel": { result: { kind: "fresh", type: "Channel", awaited: true, within: "this" }, throws: "outside" },
    "ChannelModel.createConfirmChannel": {
      result: { kind: "fresh", type: "ConfirmChannel", awaited: true, within: "this" },
      throws: "outside",
    },
  },
};

export const kafkajs: Model = {
  modules: ["kafkajs"],
  types: { Producer: peer("a producer"), Consumer: peer("a consumer"), Admin: peer("an administration client") },
  functions: {
    // Nothing is open before `connect` has succeeded.
    "Kafka.producer": { result: { kind: "shared" } },
    "Kafka.consumer": { result: { kind: "shared" } },
    "Kafka.admin": { result: { kind: "shared" } },
    "Producer.connect": { takes: { this: "acquires" }, throws: "outside" },
    "Consumer.connect": { takes: { this: "acquires" }, throws: "outside" },
    "Admin.connect": { takes: { this: "acquires" }, throws: "outside" },
  },
};

export const mqtt: Model = {
  modules: ["mqtt"],
  types: {
    MqttClient: {
      what: "a broker connection",
      strength: "soft",
      release: ["end", "endAsync"],
      leak: "The connection stays open, opens again when it breaks, and keeps the process alive.",
      endless: true,
    },
  },
  functions: {
    connect: { result: { kind: "fresh", type: "MqttClient" } },
    connectAsync: { result: { kind: "fresh", type: "MqttClient", awaited: true }, throws: "outside" },
  },
};
