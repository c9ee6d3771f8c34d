package dev.scurry.job.training;

import dev.scurry.job.Operators;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;

/** A function that hears of commands on its second input, whose watermark goes with the first. */
final class CourseHarness<IN, OUT>
    extends KeyedTwoInputStreamOperatorTestHarness<Integer, IN, CourseNote, OUT> {

  CourseHarness(
      KeyedCoProcessFunction<Integer, IN, CourseNote, OUT> function,
      KeySelector<IN, Integer> key,
      KeySelector<CourseNote, Integer> noteKey)
      throws Exception {
    this(new KeyedCoProcessOperator<>(function), key, noteKey);
  }

  CourseHarness(
      KeyedCoProcessOperator<Integer, IN, CourseNote, OUT> operator,
      KeySelector<IN, Integer> key,
      KeySelector<CourseNote, Integer> noteKey)
      throws Exception {
    super(operator, key, noteKey, Types.INT, Operators.MAX_PARALLELISM, 1, 0);
  }

  void processElement(StreamRecord<IN> element) throws Exception {
    processElement1(element);
  }

  void tell(CourseNote note) throws Exception {
    processElement2(new StreamRecord<>(note));
  }

  void processWatermark(long time) throws Exception {
    processBothWatermarks(new Watermark(time));
  }
}
