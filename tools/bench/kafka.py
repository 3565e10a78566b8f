"""A real Kafka for one measurement, by tools/services.sh.

    with kafka.Broker() as broker:
        topic = broker.topic("tweets", 2)
        kafka.Producer(broker, topic).send(b"record")
"""
import ctypes
import os
import re
import subprocess
import tempfile
from pathlib import Path

import measuring


class Broker:
    """Ends, and its data goes, with the block."""

    def __enter__(self):
        self.directory = tempfile.TemporaryDirectory(
            prefix="murmuration-bench-")
        self.environment = {
            **os.environ, "KAFKA_PORT": "free",
            "MURMURATION_SERVICES_DIR": self.directory.name}
        self.services("up", "kafka")
        told = Path(self.directory.name, "env").read_text("utf-8")
        self.address = re.search(r"^KAFKA=(.*)$", told, re.M)[1]
        return self

    def __exit__(self, *_):
        self.services("down")
        self.directory.cleanup()

    def services(self, *command):
        done = subprocess.run([measuring.ROOT / "tools/services.sh", *command],
                              env=self.environment, capture_output=True,
                              text=True, check=False)
        if done.returncode != 0:
            raise SystemExit((done.stdout + done.stderr)[-2000:])

    def topic(self, name, partitions, config="compression.type=producer"):
        self.services("topic", name, str(partitions), config)
        return name

    def settings(self, topic):
        """Of an engine that reads it."""
        return {"source.kind": "kafka", "source.kafka.topics": topic,
                "source.kafka.brokers": self.address,
                "source.kafka.group-id": topic}


class Client:
    """One topic of a broker, through the librdkafka that the engine uses."""

    PRODUCER, CONSUMER = 0, 1

    def __init__(self, kind, broker, topic, **properties):
        self.library = library = ctypes.CDLL("librdkafka.so.1")
        for name in ("conf_new", "new", "topic_new", "consume"):
            getattr(library, "rd_kafka_" + name).restype = ctypes.c_void_p
        config = ctypes.c_void_p(library.rd_kafka_conf_new())
        error = ctypes.create_string_buffer(512)
        for key, value in {"bootstrap.servers": broker.address,
                           "log_level": "0", **properties}.items():
            if library.rd_kafka_conf_set(config, key.encode(), value.encode(),
                                         error, 512):
                raise SystemExit(error.value.decode())
        self.client = ctypes.c_void_p(
            library.rd_kafka_new(kind, config, error, 512))
        self.topic = ctypes.c_void_p(
            library.rd_kafka_topic_new(self.client, topic.encode(), None))


class Producer(Client):
    """Sends each record as soon as it comes."""

    def __init__(self, broker, topic):
        super().__init__(self.PRODUCER, broker, topic, **{
            "linger.ms": "0", "sticky.partitioning.linger.ms": "0"})

    def send(self, record):
        any_partition, copy = -1, 2
        while self.library.rd_kafka_produce(
                self.topic, any_partition, copy, record,
                ctypes.c_size_t(len(record)), None, ctypes.c_size_t(0), None):
            self.library.rd_kafka_poll(self.client, 10)  # its queue is full
        self.library.rd_kafka_poll(self.client, 0)


class Consumer(Client):
    """Takes the records of partition 0 from now on."""

    def __init__(self, broker, topic):
        super().__init__(self.CONSUMER, broker, topic)
        end = ctypes.c_int64(-1)
        self.library.rd_kafka_consume_start(self.topic, 0, end)

    def take(self, milliseconds):
        """The value of the next record; None when there is none so long."""
        message = self.library.rd_kafka_consume(self.topic, 0, milliseconds)
        if not message:
            return None
        # rd_kafka_message_t: err, topic, partition, payload, len
        error = ctypes.c_int.from_address(message).value
        payload, size = (ctypes.c_size_t * 2).from_address(message + 24)
        value = None if error else ctypes.string_at(payload, size)
        self.library.rd_kafka_message_destroy(ctypes.c_void_p(message))
        return value
