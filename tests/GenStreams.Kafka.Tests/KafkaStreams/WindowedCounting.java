import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.EmitStrategy;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.TimeWindows;

/** What Topologies/WindowedCounting.cs is, as an application of Kafka Streams; it ends when its input does, and leaves its group. */
public final class WindowedCounting {
    private WindowedCounting() {
    }

    public static void main(String[] arguments) throws Exception {
        Properties settings = new Properties();
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, arguments[0]);
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, arguments[1]);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, arguments[2]);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
        settings.put("auto.offset.reset", "earliest");

        // Not at most once a second, so that what a test sees does not depend on when it sends.
        settings.put("__emit.interval.ms.kstreams.windowed.aggregation__", 0L);

        Duration size = Duration.ofSeconds(10);
        StreamsBuilder builder = new StreamsBuilder();
        KStream<String, String> records = builder.stream("windowed-input", Consumed.with(Serdes.String(), Serdes.String()));
        records.groupByKey(Grouped.with(Serdes.String(), Serdes.String()))
            .windowedBy(TimeWindows.ofSizeWithNoGrace(size))
            .emitStrategy(EmitStrategy.onWindowClose())
            .count(Materialized.as("finals"))
            .toStream()
            .selectKey((window, count) -> window.key() + "@" + window.window().start() / 1000 % 1000)
            .to("windowed-output", Produced.with(Serdes.String(), Serdes.Long()));

        KafkaStreams streams = new KafkaStreams(builder.build(), settings);
        streams.setStateListener((now, before) -> System.out.println("state: " + now));
        streams.start();
        while (System.in.read() >= 0) {
        }

        streams.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP).withTimeout(Duration.ofSeconds(20)));
    }
}
