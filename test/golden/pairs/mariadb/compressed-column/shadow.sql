CREATE TABLE `shadow` (
  `id` int(11) NOT NULL,
  `t` text DEFAULT NULL,
  `u` text /*M!100301 COMPRESSED*/ DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
