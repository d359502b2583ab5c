ALTER TABLE `shop`.`shadow` DEFAULT CHARSET=latin1 COLLATE=latin1_swedish_ci;
